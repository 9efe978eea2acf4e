import { LIMITS, type TerminalActivity, type TerminalAttention } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { nextAttention } from "./next-attention.ts";

const calm = { looking: false, closing: false };
const doing = (
  state: TerminalActivity["state"],
  since: number,
  source: TerminalActivity["source"] = "hooks",
): TerminalActivity => ({
  state,
  since,
  source,
  message: null,
});
const running = (activity: TerminalActivity, attention: TerminalAttention | null = null) => ({
  status: "running" as const,
  exit: null,
  createdAt: 0,
  activity,
  attention,
});
const ended = (code: number, at: number) => ({
  status: "exited" as const,
  exit: { code, signal: null, at },
  activity: doing("exited", at),
});

test("a question is told also to somebody who looks, once, and lasts until it is answered", () => {
  const asks = nextAttention(running(doing("working", 1)), running(doing("waiting", 5)), { ...calm, looking: true });
  expect(asks).toEqual({ kind: "waiting", since: 5, message: null });
  expect(nextAttention(running(doing("waiting", 5), asks), running(doing("waiting", 5)), calm)).toEqual(asks);
  expect(nextAttention(running(doing("waiting", 5), asks), running(doing("working", 9)), calm)).toBeNull();
});

test("a question that was put aside stays so, and the next one is told", () => {
  expect(nextAttention(running(doing("waiting", 5)), running(doing("waiting", 5)), calm)).toBeNull();
  expect(nextAttention(running(doing("waiting", 5)), running(doing("waiting", 8)), calm)).toMatchObject({ since: 8 });
});

test("an agent that is done is told to somebody who does not see it, a command when it took long", () => {
  expect(nextAttention(running(doing("working", 1)), running(doing("idle", 5)), calm)).toMatchObject({ kind: "finished" });
  expect(nextAttention(running(doing("working", 1)), running(doing("idle", 5)), { ...calm, looking: true })).toBeNull();
  const command = (ms: number) =>
    nextAttention(running(doing("working", 0, "process")), running(doing("idle", ms, "process")), calm);
  expect(command(LIMITS.finishedAfterMs - 1)).toBeNull();
  expect(command(LIMITS.finishedAfterMs)).toMatchObject({ kind: "finished" });
});

test("a failure is told unless it was seen or asked for", () => {
  const before = running(doing("working", 1));
  expect(nextAttention(before, ended(2, 9), calm)).toEqual({ kind: "failed", since: 9, message: null });
  expect(nextAttention(before, ended(2, 9), { ...calm, closing: true })).toBeNull();
  expect(nextAttention(before, ended(2, 9), { ...calm, looking: true })).toBeNull();
  expect(nextAttention(before, ended(0, 9), calm)).toBeNull();
});
