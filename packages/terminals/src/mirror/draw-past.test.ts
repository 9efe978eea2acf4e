import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import type { RunnerTerminal, TerminalHost } from "../port.ts";
import { readStream } from "../read-stream.ts";
import { deepScreen } from "../recording/deep-screen.ts";
import { playedItems } from "../recording/played-items.ts";
import { openTerminal } from "./open-terminal.ts";
import { ScreenWorker } from "./screen-worker.ts";
import { terminalState } from "./terminal-state.ts";
import { withMirror } from "./with-mirror.ts";

const never = new AbortController().signal;
const log = createLogger({ level: "silent", name: "test" });
const KEPT = { keptBytesPerTerminal: 256 * 1024, hotRingBytes: 16 * 1024 };

async function openMirrored() {
  const folder = await mkdtemp(join(tmpdir(), "past-screens-"));
  const screens = join(folder, "screens");
  const engine = await openTestEngine({ limits: KEPT });
  const mirrored = await withMirror(engine.host, { folder: screens, log, keptBytes: KEPT.keptBytesPerTerminal });
  return {
    host: mirrored.host,
    pastOf: (id: string) => readdir(join(`${screens}-past`, id)).catch(() => []),
    [Symbol.asyncDispose]: async () => {
      await mirrored.close();
      await engine[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

type Display = ReturnType<typeof openTerminal>;
type Host = Pick<TerminalHost, "read" | "screenAt">;
const write = (display: Display, data: string | Uint8Array) => new Promise<void>((resolve) => display.write(data, resolve));

/** The state at the end of somebody who was shown the screen at `offset`, and played the rest. */
async function playedFrom(host: Host, terminal: RunnerTerminal, offset: number) {
  const { cursor, cols, rows, screen } = await host.screenAt(terminal.id, offset);
  const display = openTerminal({ cols, rows });
  await write(display, screen);
  for await (const item of readStream(host, terminal, { from: cursor })) {
    if (item.type === "data") await write(display, item.bytes);
    if (item.type === "resize") display.resize(item.cols, item.rows);
  }
  return { cursor, state: terminalState(display, new Map()) };
}

const LINES = (count: number) => `
  for i in $(seq ${count}); do printf '\\033[%sm%s: a line of a long story, \\342\\224\\202 \\360\\237\\221\\215\\033[0m\\r\\n' $((30 + i % 8)) $i; done
  printf '\\033[1;31mthe \\033[4mend'`;

test(
  "a recording can be entered anywhere: the screen of the place and the rest equal the whole",
  { timeout: 60_000 },
  async () => {
    await using at = await openMirrored();
    const made = await at.host.spawn(shell(LINES(2_500)));
    await transcript(at.host, made);
    const ended = await at.host.get(made.id);
    expect(ended).toMatchObject({ status: "exited", startOffset: 0 });
    const whole = await playedFrom(at.host, ended, 0);
    expect(whole.cursor).toEqual({ offset: 0, events: 0 });
    for (const part of [0.001, 0.25, 0.5, 0.77, 0.999, 1, 7]) {
      const offset = Math.floor(ended.endOffset * part);
      const { cursor, state } = await playedFrom(at.host, ended, offset);
      // Part of a character is left to what follows.
      expect(Math.min(offset, ended.endOffset) - cursor.offset).toBeGreaterThanOrEqual(0);
      expect(Math.min(offset, ended.endOffset) - cursor.offset).toBeLessThan(4);
      expect(state).toEqual(whole.state);
    }
  },
);

test("where the head is gone, a recording begins with the first screen that is known exactly", { timeout: 60_000 }, async () => {
  await using at = await openMirrored();
  // A tab stop, of which nothing behind the head tells; the mirror has seen it before the flood.
  const made = await at.host.spawn(shell(`stty -echo; printf '\\033[6G\\033H\\rready'; read -r go; ${LINES(9_000)}`));
  await transcript(at.host, made, "ready");
  await at.host.snapshot(made.id);
  await at.host.write({ id: made.id, clientId: "tab", seq: 1, data: Buffer.from("\n") });
  await transcript(at.host, made);
  const ended = await at.host.get(made.id);
  expect(ended.startOffset).toBeGreaterThan(0);
  // The mirror follows by itself, and draws the end last.
  let past: number[] = [];
  while (!past.includes(ended.endOffset)) {
    await new Promise(setImmediate);
    past = (await at.pastOf(made.id)).map(Number.parseFloat);
  }
  expect(past.length).toBeGreaterThan(1);
  const first = await playedFrom(at.host, ended, 0);
  expect(past).toContain(first.cursor.offset);
  expect(first.cursor.offset).toBeGreaterThanOrEqual(ended.startOffset);
  expect(first.cursor.offset - ended.startOffset).toBeLessThan(KEPT.keptBytesPerTerminal / 4);
  const last = await playedFrom(at.host, ended, ended.endOffset);
  expect(last.state.normal.tabs).toContain("5");
  expect(first.state).toEqual(last.state);
  const exported = openTerminal({ cols: 2, rows: 2 });
  const kinds: string[] = [];
  for await (const { item } of playedItems(at.host, ended, { signal: never, now: Date.now() })) {
    kinds.push(item.type);
    if (item.type === "resize") exported.resize(item.cols, item.rows);
    if (item.type === "reset") await write(exported, item.output);
    if (item.type === "data") await write(exported, item.bytes);
  }
  expect(kinds.slice(0, 4)).toEqual(["resize", "gap", "reset", "data"]);
  expect(terminalState(exported, new Map())).toEqual(last.state);
  const screens = new ScreenWorker(log);
  const deep = await deepScreen({ host: at.host, screens }, ended, { lines: 1_000, signal: never });
  await screens.terminate();
  expect(deep.cursor.offset).toBe(ended.endOffset);
  const display = openTerminal(deep);
  await write(display, deep.screen);
  expect(terminalState(display, new Map())).toEqual(last.state);
  await at.host.remove(made.id);
  expect(await at.pastOf(made.id)).toEqual([]);
});
