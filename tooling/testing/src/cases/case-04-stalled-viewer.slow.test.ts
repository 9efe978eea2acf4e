import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { AttachEvent } from "@pilothouse/sdk";
import { Terminal } from "@xterm/headless";
import { expect, test } from "vitest";
import { z } from "zod";
import { INSPECTED, openHeap } from "../heap.ts";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";
import { memoryOf } from "../usage.ts";
import { waitFor } from "../wait-for.ts";

const SIZE = { cols: 80, rows: 24 };
const MIB = 1024 * 1024;
const UNWATCHED_MS = 15_000;
const STALLED_MS = 60_000;
const LOOK_MS = 5_000;
const EARLY_EVENTS = 20;
/** The least of its unwatched speed that the program keeps: other work on the machine comes and goes. */
const LEAST_SPEED = 0.3;
/** A program that waits for a viewer waits for as long as that sleeps. */
const LONGEST_PAUSE_MS = 5_000;

/** Numbers its lines as fast as it can, and keeps a record of its own progress: time, lines, longest wait for one write. */
const FLOOD = `
const fs = require("node:fs");
const [record, stop] = process.argv.slice(1);
let line = 0;
let longest = 0;
let next = 0;
const print = (text) => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(1, bytes, at);
};
do {
  let block = "";
  for (let at = 0; at < 200; at += 1) block += "line " + (line += 1) + "\\n";
  const began = performance.now();
  print(block);
  longest = Math.max(longest, performance.now() - began);
  if (Date.now() < next) continue;
  fs.appendFileSync(record, JSON.stringify({ at: Date.now(), line, longest }) + "\\n");
  longest = 0;
  next = Date.now() + 250;
  if (fs.existsSync(stop)) break;
} while (true);
print("over " + line + "\\n");
fs.writeFileSync(stop, String(line));
fs.readSync(0, Buffer.alloc(1));
`;

const Progress = z.object({ at: z.number(), line: z.number(), longest: z.number() });
interface Progress extends z.infer<typeof Progress> {}

/** How fast a program was between two times, and for how long it stood still at most. */
function paceOf(record: readonly Progress[], from: number, to: number) {
  const during = record.filter(({ at }) => at >= from && at <= to);
  const [first, last] = [during[0], during.at(-1)];
  if (!first || !last || first === last) throw new Error("the program has told nothing");
  const linesPerSecond = ((last.line - first.line) / (last.at - first.at)) * 1_000;
  return { linesPerSecond, longestMs: Math.max(...during.map(({ longest }) => longest)) };
}

type Events = AsyncIterator<AttachEvent, undefined>;

/** Draws what a view is given. */
class Drawn {
  #terminal = new Terminal({ ...SIZE, allowProposedApi: true });

  /** Answers with the type of the event. */
  async takeNext(events: Events): Promise<string> {
    const { value } = await events.next();
    if (!value) throw new Error("the view ended");
    await this.#take(value);
    return value.type;
  }

  /** Until this is the last line of the screen. */
  async takeUntil(events: Events, line: string): Promise<void> {
    while (this.rows.at(-2) !== line) await this.takeNext(events);
  }

  async #take(event: AttachEvent): Promise<void> {
    if (event.type === "snapshot" || event.type === "gap") {
      this.#terminal.dispose();
      this.#terminal = new Terminal({ ...SIZE, allowProposedApi: true });
    }
    if (event.type === "snapshot") await this.#write(event.screen);
    if (event.type === "data") await this.#write(event.bytes);
  }

  get rows(): string[] {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: SIZE.rows }, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "");
  }

  #write(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(data, resolve));
  }
}

test.each(["screen", "bytes"] as const)(
  "case 4: a viewer that stands still for a minute (%s) costs the server 2 MiB at most and the program nothing, and catches up",
  async (lag) => {
    await using server = await startTestServer({ env: INSPECTED });
    using client = await signedIn(server);
    using heap = await openHeap(server);
    const record = join(server.home, "record");
    const stop = join(server.home, "stop");
    const command = [process.execPath, "-e", FLOOD, record, stop];
    const { id } = await client.terminals.create({ command, ...SIZE });
    const readRecord = async (): Promise<Progress[]> => {
      const lines = (await readFile(record, "utf8").catch(() => "")).split("\n").slice(0, -1);
      return lines.map((line) => Progress.parse(JSON.parse(line)));
    };
    await waitFor(async () => (await readRecord()).length > 1, { what: "the flood" });

    // Whatever a first viewer loads is there before the measurement.
    const early = client.terminals.attach(id, { lag });
    let seen = 0;
    for await (const { type } of early) if (["data", "snapshot"].includes(type) && (seen += 1) === EARLY_EVENTS) break;
    early.close();
    await delay(LOOK_MS);
    const unwatchedFrom = Date.now();
    await delay(UNWATCHED_MS);
    const before = await heap.used();
    const memoryBefore = memoryOf([server.pid()]);

    const stalledFrom = Date.now();
    const view = client.terminals.attach(id, { lag });
    const events = view[Symbol.asyncIterator]();
    const drawn = new Drawn();
    while ((await drawn.takeNext(events)) !== "data");
    const costs: number[] = [];
    while (Date.now() < stalledFrom + STALLED_MS) {
      await delay(LOOK_MS);
      costs.push((await heap.used()) - before);
    }
    const resident = memoryOf([server.pid()]) - memoryBefore;
    const stalledTo = Date.now();
    await writeFile(stop, "");
    const last = await waitFor(async () => Number(await readFile(stop, "utf8")) || false, { what: "the flood's end" });
    await drawn.takeUntil(events, `over ${last}`);

    const whole = await readRecord();
    const unwatched = paceOf(whole, unwatchedFrom, stalledFrom);
    const stalled = paceOf(whole, stalledFrom, stalledTo);
    const cost = Math.max(...costs) / MIB;
    process.stdout.write(
      `case 4 (${lag}): the stalled viewer costs ${cost.toFixed(2)} MiB at most (the process ${(resident / MIB).toFixed(2)} MiB); ` +
        `${stalled.linesPerSecond.toFixed(0)} lines/s and ${stalled.longestMs.toFixed(0)} ms for the longest write, ` +
        `unwatched ${unwatched.linesPerSecond.toFixed(0)} lines/s and ${unwatched.longestMs.toFixed(0)} ms\n`,
    );
    expect(cost).toBeLessThan(2);
    expect(stalled.linesPerSecond).toBeGreaterThan(unwatched.linesPerSecond * LEAST_SPEED);
    expect(stalled.longestMs).toBeLessThan(LONGEST_PAUSE_MS);
    const lines = Array.from({ length: SIZE.rows - 2 }, (_, row) => `line ${last - (SIZE.rows - 3) + row}`);
    expect(drawn.rows).toEqual([...lines, `over ${last}`, ""]);
    // The runner's own screen was drawn from the first byte on.
    const fresh = new Drawn();
    using newcomer = client.terminals.attach(id);
    await fresh.takeUntil(newcomer[Symbol.asyncIterator](), `over ${last}`);
    expect(fresh.rows).toEqual(drawn.rows);
  },
  400_000,
);
