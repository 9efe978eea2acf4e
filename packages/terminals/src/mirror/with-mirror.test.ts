import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Worker } from "node:worker_threads";
import { createLogger } from "@pilothouse/platform";
import { expect, test, vi } from "vitest";
import type { EngineOptions } from "../engine/index.ts";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import type { RunnerSnapshot, RunnerTerminal, ScrolledLine, TerminalHost } from "../port.ts";
import { readStream } from "../read-stream.ts";
import { unpackLines } from "../packed-lines.ts";
import type { LinesListener } from "./mirror.ts";
import { openTerminal } from "./open-terminal.ts";
import { terminalState } from "./terminal-state.ts";
import { withMirror } from "./with-mirror.ts";

const log = createLogger({ level: "silent", name: "test" });
const NEVER = new AbortController().signal;

interface MirroredOptions extends Partial<EngineOptions> {
  readonly screens?: string;
  readonly liveScreens?: number;
  readonly onLines?: LinesListener;
}

async function openMirrored(options: MirroredOptions = {}) {
  const { screens = await mkdtemp(join(tmpdir(), "screens-")), liveScreens = 8, onLines, ...engineOptions } = options;
  const engine = await openTestEngine(engineOptions);
  const mirrored = await withMirror(engine.host, { folder: screens, log, liveScreens, ...(onLines && { onLines }) });
  return {
    host: mirrored.host,
    engine,
    screens,
    /** As after the death of the runner: what is on disk stays. */
    leave: async () => {
      await mirrored.close();
      await engine.host.shutdown();
    },
    [Symbol.asyncDispose]: async () => {
      await mirrored.close();
      await engine[Symbol.asyncDispose]();
      await rm(screens, { recursive: true });
    },
  };
}

type Display = ReturnType<typeof openTerminal>;
const write = (display: Display, data: string | Uint8Array) => new Promise<void>((resolve) => display.write(data, resolve));

/** What a viewer sees at the end who came with this snapshot, or at the very start. */
async function watched(host: Pick<TerminalHost, "read" | "snapshot">, terminal: RunnerTerminal, snapshot?: RunnerSnapshot) {
  const display = openTerminal(snapshot ?? { cols: 80, rows: 24 });
  if (snapshot) await write(display, snapshot.screen);
  for await (const item of readStream(host, terminal, snapshot ? { from: snapshot.cursor } : {})) {
    if (item.type === "data") await write(display, item.bytes);
    if (item.type === "resize") display.resize(item.cols, item.rows);
  }
  return terminalState(display, new Map());
}

const text = (snapshot: RunnerSnapshot) => stripVTControlCharacters(snapshot.screen);

/** Until a condition holds that raises no event. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate);
}

const LIVELY = `
  printf '\\033[?1049h\\033[31mred\\033[5;10Hhere'
  for i in $(seq 300); do printf '\\033[%sm line %s \\033[0m\\r\\n' $((30 + i % 8)) $i; done
  printf '\\033[?1049l'; seq 1 2000; printf 'end: \\033[1m\\342\\224\\202 \\360\\237\\221\\215'
`;

test("whenever a viewer comes, the snapshot and the rest end in the same picture", async () => {
  await using at = await openMirrored();
  const terminal = await at.host.spawn(shell(LIVELY));
  const snapshots: RunnerSnapshot[] = [];
  let running = true;
  while (running) {
    running = (await at.host.get(terminal.id)).status === "running";
    snapshots.push(await at.host.snapshot(terminal.id));
  }
  const whole = await watched(at.host, terminal);
  for (const snapshot of snapshots) expect(await watched(at.host, terminal, snapshot)).toEqual(whole);
});

test("a terminal that is over keeps its last screen, and who comes then is told of the exit", async () => {
  await using at = await openMirrored();
  const terminal = await at.host.spawn(shell("printf 'the last words'; exit 3"));
  await transcript(at.host, terminal);
  const snapshot = await at.host.snapshot(terminal.id);
  expect(text(snapshot)).toContain("the last words");
  const request = { ...terminal, cursor: snapshot.cursor, maxBytes: 100 };
  const { items } = await at.host.read(request, new AbortController().signal);
  expect(items.map(({ item }) => item)).toMatchObject([{ type: "exit", exit: { code: 3 } }]);
});

test("the size of a snapshot is the one its output was made for", async () => {
  await using at = await openMirrored();
  const terminal = await at.host.spawn(shell("stty -echo; echo ready; read line; stty size; cat", { cols: 50, rows: 10 }));
  await transcript(at.host, terminal, "ready");
  await at.host.resize(terminal.id, { cols: 61, rows: 17 });
  await at.host.write({ id: terminal.id, clientId: terminal.id, seq: 1, data: Buffer.from("\n") });
  await transcript(at.host, terminal, "17 61");
  const snapshot = await at.host.snapshot(terminal.id);
  expect(snapshot).toMatchObject({ cols: 61, rows: 17 });
  expect(text(snapshot)).toContain("17 61");
});

test("screens that are over the bound go to disk and come back", async () => {
  await using at = await openMirrored({ liveScreens: 1 });
  const first = await at.host.spawn(shell("printf first; sleep 100"));
  await transcript(at.host, first, "first");
  await at.host.snapshot(first.id);
  const second = await at.host.spawn(shell("printf second; sleep 100"));
  await transcript(at.host, second, "second");
  await until(async () => (await readdir(at.screens)).includes(`${first.id}.keyframe`));
  expect(text(await at.host.snapshot(first.id))).toContain("first");
  expect(text(await at.host.snapshot(second.id))).toContain("second");
});

test("of two screens the one goes to disk that nobody may be shown", async () => {
  await using at = await openMirrored({ liveScreens: 2 });
  const [shown, other] = [await at.host.spawn(shell("printf one; read x")), await at.host.spawn(shell("printf two; read x"))];
  for (const { id } of [shown, other]) await until(async () => text(await at.host.snapshot(id)) !== "");
  const { id, epoch } = shown;
  await at.host.read({ id, epoch, cursor: { offset: 0, events: 0 }, maxBytes: 9, mayWantScreen: true }, NEVER);
  await at.host.spawn(shell("read x"));
  await until(async () => (await readdir(at.screens)).length > 0);
  expect((await readdir(at.screens)).every((name) => name.includes(other.id))).toBe(true);
});

test("when the worker dies the terminals go on, and so do their screens", async () => {
  const workers = new Set<Worker>();
  const spy = vi.spyOn(Worker.prototype, "postMessage").mockImplementation(function (this: Worker, ...args) {
    workers.add(this);
    spy.mockRestore();
    this.postMessage(...args);
  });
  await using at = await openMirrored();
  const terminal = await at.host.spawn(shell("printf before; read line; printf after; sleep 100"));
  await transcript(at.host, terminal, "before");
  expect(text(await at.host.snapshot(terminal.id))).toContain("before");
  for (const worker of workers) await worker.terminate();
  await at.host.write({ id: terminal.id, clientId: terminal.id, seq: 1, data: Buffer.from("\n") });
  await transcript(at.host, terminal, "after");
  expect(text(await at.host.snapshot(terminal.id))).toMatch(/before[^]*after/);
  expect(workers.size).toBe(1);
});

test("output that fell out of the log before it was taken leaves a screen that goes on behind the gap", async () => {
  await using at = await openMirrored({ limits: { hotRingBytes: 64 * 1024, keptBytesPerTerminal: 256 * 1024 }, liveScreens: 1 });
  const terminal = await at.host.spawn(shell("printf start; read line; seq 1 400000; printf 'the end'; sleep 100"));
  await transcript(at.host, terminal, "start");
  const other = await at.host.spawn(shell("sleep 100"));
  await at.host.snapshot(other.id);
  await at.host.write({ id: terminal.id, clientId: terminal.id, seq: 1, data: Buffer.from("\n") });
  await transcript(at.host, terminal, "the end");
  await until(async () => text(await at.host.snapshot(terminal.id)).includes("the end"));
  expect((await at.host.get(terminal.id)).startOffset).toBeGreaterThan(0);
});

test("after a restart the screens are there, and what is on disk of removed terminals is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "engine-"));
  const screens = await mkdtemp(join(tmpdir(), "screens-"));
  const before = await openMirrored({ folder, screens });
  const [kept, removed] = [await before.host.spawn(shell("printf kept; sleep 100")), await before.host.spawn(shell("exit"))];
  await transcript(before.host, kept, "kept");
  await transcript(before.host, removed);
  await until(async () => (await readdir(screens)).includes(`${removed.id}.keyframe`));
  await before.host.remove(removed.id);
  await before.leave();
  expect(await readdir(screens)).toEqual([`${kept.id}.keyframe`]);
  await writeFile(join(screens, `${removed.id}.keyframe`), "{}");

  await using after = await openMirrored({ folder, screens });
  expect(await readdir(screens)).toEqual([`${kept.id}.keyframe`]);
  expect(text(await after.host.snapshot(kept.id))).toContain("kept");
  await expect(after.host.snapshot(removed.id)).rejects.toEqual(expect.objectContaining({ kind: "not_found" }));
});

test.for([
  ["is damaged", () => "{"],
  ["is of another epoch", (json: string) => json.replace(/"epoch":"\w+"/, '"epoch":"other"')],
  ["is ahead of the log", (json: string) => json.replace(/"offset":\d+/, '"offset":99999999')],
] as const)("a drawing that %s is made again from the log", async ([, damage]) => {
  const folder = await mkdtemp(join(tmpdir(), "engine-"));
  const screens = await mkdtemp(join(tmpdir(), "screens-"));
  const before = await openMirrored({ folder, screens });
  const terminal = await before.host.spawn(shell("printf drawn; sleep 100"));
  await transcript(before.host, terminal, "drawn");
  await before.host.snapshot(terminal.id);
  await before.leave();
  const path = join(screens, `${terminal.id}.keyframe`);
  await writeFile(path, damage(await readFile(path, "utf8")));
  await using after = await openMirrored({ folder, screens });
  const snapshot = await after.host.snapshot(terminal.id);
  expect(text(snapshot)).toContain("drawn");
  expect((await transcript(after.host, terminal)).text).toContain("drawn");
});

test("every line that scrolled off is told once, the last screen at the end", async () => {
  const told: ScrolledLine[] = [];
  await using at = await openMirrored({ onLines: (_id, _epoch, lines) => void told.push(...unpackLines(lines)) });
  const terminal = await at.host.spawn(shell("seq 1 3000; printf last"));
  await transcript(at.host, terminal);
  await until(async () => told.at(-1)?.text === "last");
  expect(told.map(({ text: line }) => line)).toEqual([...Array.from({ length: 3_000 }, (_, n) => String(n + 1)), "last"]);
  expect(told.every(({ offset }, n) => offset > (told[n - 1]?.offset ?? -1))).toBe(true);
});
