import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import type { RunnerTerminal, TerminalHost } from "../port.ts";
import { timeReached } from "./time-reached.ts";
import { timedItems } from "./timed-items.ts";

const { signal } = new AbortController();

test("output that is not on disk yet is as old as the terminal's end, or was written now", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const unwritten: Pick<TerminalHost, "read" | "times"> = { read: host.read, times: async () => [] };
  const timesOf = async (terminal: RunnerTerminal, now: number) => {
    const times: number[] = [];
    for await (const { at, item } of timedItems(unwritten, terminal, { signal, now })) if (item.type === "data") times.push(at);
    return new Set([...times, await timeReached(unwritten, terminal, { offset: terminal.endOffset, now })]);
  };
  const made = await host.spawn(shell("printf hello; read -r end"));
  await transcript(host, made, "hello");
  const later = made.createdAt + 60_000;
  expect(await timesOf(await host.get(made.id), later)).toEqual(new Set([later]));

  const ended = await host.close(made.id);
  expect(ended.exit?.at).toBeGreaterThanOrEqual(made.createdAt);
  expect(await timesOf(ended, later)).toEqual(new Set([ended.exit?.at]));
  expect(await timeReached(unwritten, ended, { offset: 0, now: later })).toBe(made.createdAt);
});

test("a size behind all output has the time of what was printed before it, wherever a reader begins", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("printf hello; read -r end"));
  await transcript(host, made, "hello");
  await host.resize(made.id, { cols: 100, rows: 30 });
  const ended = await host.close(made.id);
  const [printed] = await host.times(made.id, 0);
  const options = { signal, now: ended.createdAt + 60_000, from: { offset: ended.endOffset, events: 0 } };
  const found: { type: string; at: number }[] = [];
  for await (const { at, item } of timedItems(host, ended, options)) found.push({ type: item.type, at });
  expect(found[0]).toEqual({ type: "resize", at: Math.round(printed?.at ?? 0) });
  expect(found.at(-1)?.type).toBe("exit");
});
