import { LIMITS } from "@pilothouse/contracts";
import { describe, expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../test-engine.ts";
import { Lifetime } from "./lifetime.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const quiet = { trace: "0", works: false };

describe("a limit of idle time", () => {
  test("warns at its last minutes, and ends it only after that", () => {
    const lifetime = new Lifetime({ idleMinutes: 30 }, 0);
    const warnAt = 30 * MINUTE - LIMITS.lifetimeWarningMs;
    lifetime.look(0, quiet);
    expect(lifetime.look(warnAt - 1, quiet)).toEqual({ warning: null, end: null });
    const warning = { kind: "idle", endsAt: 30 * MINUTE };
    expect(lifetime.look(warnAt, quiet)).toEqual({ warning, end: null });
    expect(lifetime.look(30 * MINUTE - 1, quiet)).toEqual({ warning, end: null });
    expect(lifetime.look(30 * MINUTE, quiet)).toEqual({ warning, end: "idle" });
  });

  test.for([
    ["input or output", { trace: "1", works: false }],
    ["work", { trace: "0", works: true }],
  ] as const)("begins anew with %s, and its warning goes", ([, used]) => {
    const lifetime = new Lifetime({ idleMinutes: 30 }, 0);
    lifetime.look(0, quiet);
    lifetime.look(29 * MINUTE, quiet);
    expect(lifetime.look(29 * MINUTE + 1, used)).toEqual({ warning: null, end: null });
    expect(lifetime.look(30 * MINUTE, { ...used, works: false }).end).toBeNull();
    expect(lifetime.look(54 * MINUTE + 1, { ...used, works: false }).warning?.endsAt).toBe(59 * MINUTE + 1);
    expect(lifetime.look(59 * MINUTE + 1, { ...used, works: false }).end).toBe("idle");
  });

  test("gives the time to answer after the machine has slept through the warning", () => {
    const lifetime = new Lifetime({ idleMinutes: 30 }, 0);
    lifetime.look(0, quiet);
    const endsAt = 90 * MINUTE + LIMITS.lifetimeWarningMs;
    expect(lifetime.look(90 * MINUTE, quiet)).toEqual({ warning: { kind: "idle", endsAt }, end: null });
    expect(lifetime.look(endsAt, quiet).end).toBe("idle");
  });
});

test("a limit of age counts however busy a terminal is, and from anew when it is kept", () => {
  const lifetime = new Lifetime({ maxAgeHours: 2 }, 0);
  const busy = (at: number) => lifetime.look(at, { trace: String(at), works: true });
  expect(busy(2 * HOUR - LIMITS.lifetimeWarningMs)).toEqual({ warning: { kind: "age", endsAt: 2 * HOUR }, end: null });
  lifetime.keep(2 * HOUR - 1);
  expect(busy(2 * HOUR)).toEqual({ warning: null, end: null });
  expect(busy(4 * HOUR - 1 - LIMITS.lifetimeWarningMs).warning?.endsAt).toBe(4 * HOUR - 1);
  expect(busy(4 * HOUR - 1).end).toBe("age");
});

test("a terminal that nobody uses is warned of, kept when somebody wants it, and else closed like by hand", async () => {
  let now = 1_000_000;
  const clock = { now: () => now };
  await using opened = await openTestEngine({ clock, limits: { careMs: 20 } });
  const { host } = opened;
  const until = (done: (care: { warning: unknown; closedFor: unknown }) => boolean) =>
    new Promise<void>((resolve) => {
      const stop = host.onChange(({ care }) => {
        if (!done(care)) return;
        stop();
        resolve();
      });
    });
  const made = await host.spawn(shell("echo ready; exec sleep 1000", { lifetime: { maxAgeHours: 1 } }));
  await transcript(host, made, "ready");
  const warned = until(({ warning }) => warning !== null);
  now += HOUR - LIMITS.lifetimeWarningMs;
  await warned;
  expect(await host.get(made.id)).toMatchObject({ status: "running", care: { warning: { kind: "age" } } });
  expect(await host.keep(made.id)).toMatchObject({ status: "running", care: { warning: null } });
  const again = until(({ warning }) => warning !== null);
  now += HOUR - LIMITS.lifetimeWarningMs;
  await again;
  now += LIMITS.lifetimeWarningMs;
  const { items } = await transcript(host, made);
  expect(items.filter(({ type }) => type === "mark")).toMatchObject([{ kind: "limit" }]);
  expect(await host.get(made.id)).toMatchObject({ status: "exited", care: { warning: null, closedFor: "age" } });
  await expect(host.keep(made.id)).rejects.toMatchObject({ kind: "conflict" });
});
