import { mkdtemp, rm, symlink, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, Fault } from "@pilothouse/platform";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cursor, StreamItem } from "../port.ts";
import { Recording } from "./recording.ts";
import { Segments } from "./segments.ts";
import { TimelineFile } from "./timeline-file.ts";

const logged: string[] = [];
const log = createLogger({ level: "info", name: "test" }, { write: (line) => void logged.push(line) });
const never = new AbortController().signal;

/** The byte that stands at an offset, so that any piece can be checked by itself. */
const byteAt = (offset: number) => (offset * 31 + (offset >> 8)) & 0xff;
const bytesAt = (from: number, length: number) => new Uint8Array(length).map((_, at) => byteAt(from + at));

interface Sizes {
  readonly segmentBytes?: number;
  readonly keptBytes?: number;
  readonly hotRingBytes?: number;
}

async function openRecording(sizes: Sizes = {}, folder?: string) {
  const path = folder ?? (await mkdtemp(join(tmpdir(), "pilothouse-recording-")));
  const { segmentBytes = 4_096, keptBytes = 1e9, hotRingBytes = 1_000 } = sizes;
  const segments = await Segments.load(join(path, "bytes"), { segmentBytes, keptBytes });
  const { file: timelineFile, events } = await TimelineFile.load(join(path, "timeline.jsonl"));
  const recording = new Recording({ segments, timelineFile, events, hotRingBytes, clock: { now: () => 5 }, log });
  return {
    recording,
    path,
    [Symbol.asyncDispose]: async () => {
      await recording.close(new Fault("not_found", "removed"));
      await rm(path, { recursive: true, force: true });
    },
  };
}

const append = (recording: Recording, length: number) => recording.append(bytesAt(recording.end, length));

const hasMore = ({ end, timeline }: Recording, { offset, events }: Cursor) =>
  offset < end || timeline.nextFor(events, offset) !== undefined;

/** Reads what is there from `from` to the present end. */
async function readAll(recording: Recording, from: Cursor, maxBytes: number): Promise<{ items: StreamItem[]; cursor: Cursor }> {
  const items: StreamItem[] = [];
  let cursor = from;
  while (hasMore(recording, cursor)) {
    const answer = await recording.read(cursor, maxBytes, never);
    items.push(...answer.items.map(({ item }) => item));
    cursor = answer.items.at(-1)?.next ?? cursor;
  }
  return { items, cursor };
}

/** Every byte in place, every hole told, offsets never going back. */
function checkOrder(items: readonly StreamItem[], from: number): { end: number; lost: number } {
  const misplaced: StreamItem[] = [];
  let at = from;
  let lost = 0;
  for (const item of items) {
    const starts = item.type === "gap" ? item.from : item.offset;
    const right = item.type !== "data" || Buffer.compare(item.bytes, bytesAt(item.offset, item.bytes.length)) === 0;
    if (starts !== at || !right) misplaced.push(item);
    if (item.type === "data") at += item.bytes.length;
    if (item.type === "gap") {
      lost += item.to - item.from;
      at = item.offset;
    }
  }
  expect(misplaced).toEqual([]);
  return { end: at, lost };
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ append: fc.integer({ min: 1, max: 9_000 }) }) },
  { weight: 2, arbitrary: fc.record({ cols: fc.integer({ min: 2, max: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ label: fc.string({ maxLength: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ read: fc.integer({ min: 1, max: 5_000 }) }) },
  { weight: 1, arbitrary: fc.constant({ flush: true }) },
);

test("any interleaving of output, sizes, reads and cap gives exactly the bytes in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.constantFrom(10_000, 40_000, 1_000_000),
      fc.nat(),
      async (steps, keptBytes, start) => {
        await using opened = await openRecording({ keptBytes });
        const { recording } = opened;
        recording.resize({ cols: 80, rows: 24 });
        let reader: Cursor = { offset: 0, events: 0 };
        const followed: StreamItem[] = [];
        const sizes = [80];
        const labels: string[] = [];
        for (const each of steps) {
          if ("append" in each) append(recording, each.append);
          else if ("cols" in each) {
            recording.resize({ cols: each.cols, rows: 24 });
            sizes.push(each.cols);
          } else if ("flush" in each) await recording.flush();
          else if ("label" in each) {
            recording.mark({ kind: "test", label: each.label });
            labels.push(each.label);
          } else if (hasMore(recording, reader)) {
            const { items } = await recording.read(reader, each.read, never);
            followed.push(...items.map(({ item }) => item));
            reader = items.at(-1)?.next ?? reader;
          }
        }
        await recording.finish({ code: 0, signal: null, at: 5 }, "exited");
        const rest = await readAll(recording, reader, 3_000);
        followed.push(...rest.items);
        const { end, lost } = checkOrder(followed, 0);
        expect(end).toBe(recording.end);
        expect(followed.filter(({ type }) => type === "exit")).toHaveLength(1);
        expect(followed.at(-1)).toMatchObject({ type: "exit", offset: end });
        const told = followed.flatMap((item) => (item.type === "resize" ? [item.cols] : []));
        expect(lost > 0 || told.join() === sizes.join()).toBe(true);
        expect(told.at(-1)).toBe(sizes.at(-1));
        const marked = followed.flatMap((item) => (item.type === "mark" ? [item.label] : []));
        expect(lost > 0 || marked.join() === labels.join()).toBe(true);

        const from = { offset: start % (recording.end + 1), events: 0 };
        const { items } = await readAll(recording, from, 1 + (start % 7_000));
        expect(checkOrder(items, from.offset).end).toBe(recording.end);
      },
    ),
    { numRuns: 40 },
  );
});

test("what was appended is read again by the next process, sizes and exit included", async () => {
  await using first = await openRecording();
  first.recording.resize({ cols: 80, rows: 24 });
  append(first.recording, 10_000);
  first.recording.resize({ cols: 100, rows: 30 });
  append(first.recording, 5_000);
  await first.recording.finish({ code: 3, signal: null, at: 5 }, "exited");
  const { items } = await readAll(first.recording, { offset: 0, events: 0 }, 4_000);
  await using second = await openRecording({}, first.path);
  const again = await readAll(second.recording, { offset: 0, events: 0 }, 4_000);
  expect(again.items).toEqual(items);
  expect(checkOrder(again.items, 0)).toEqual({ end: 15_000, lost: 0 });
  expect(again.items.filter(({ type }) => type === "resize").map(({ offset }) => offset)).toEqual([0, 10_000]);
});

test("a cursor older than what is kept gets a gap first, then the size that holds there", async () => {
  await using opened = await openRecording({ keptBytes: 10_000 });
  const { recording } = opened;
  recording.resize({ cols: 80, rows: 24 });
  for (let at = 0; at < 10; at += 1) {
    append(recording, 3_000);
    await recording.flush();
    recording.resize({ cols: 90 + at, rows: 24 });
  }
  const { items } = await readAll(recording, { offset: 0, events: 0 }, 100_000);
  expect(items[0]).toEqual({ type: "gap", offset: recording.start, from: 0, to: recording.start });
  expect(recording.start).toBeGreaterThan(15_000);
  expect(items[1]).toMatchObject({ type: "resize", offset: recording.start });
  expect(checkOrder(items, 0)).toEqual({ end: 30_000, lost: recording.start });
});

test("while the disk is full the terminal goes on from memory, what is lost is a gap, and writing resumes", async () => {
  await using opened = await openRecording({ hotRingBytes: 5_000 });
  const { recording, path } = opened;
  recording.resize({ cols: 80, rows: 24 });
  append(recording, 4_000);
  await recording.flush();
  // The next segment is a device that is always full.
  const next = join(path, "bytes", "0000000000004000.bytes");
  await symlink("/dev/full", next);
  append(recording, 4_000);
  await recording.flush();
  const live = await readAll(recording, { offset: 4_000, events: 1 }, 100_000);
  expect(checkOrder(live.items, 4_000)).toEqual({ end: 8_000, lost: 0 });
  append(recording, 8_000);
  await recording.flush();
  await unlink(next);
  await recording.flush();
  expect(logged.filter((line) => line.includes("cannot be kept on disk"))).toHaveLength(1);
  expect(logged.filter((line) => line.includes("kept on disk again"))).toHaveLength(1);
  await recording.finish({ code: 0, signal: null, at: 5 }, "exited");

  const { items } = await readAll(recording, { offset: 0, events: 0 }, 100_000);
  expect(checkOrder(items, 0)).toEqual({ end: 16_000, lost: 7_000 });
  expect(await recording.history(16_000, 1_000_000)).toMatchObject({ offset: 11_000 });
  expect(await recording.history(11_000, 1_000_000)).toEqual({ offset: 0, bytes: bytesAt(0, 4_000) });
  await using later = await openRecording({}, path);
  expect((await readAll(later.recording, { offset: 0, events: 0 }, 100_000)).items).toEqual(items);
});

test("a reader that gives up is forgotten", async () => {
  await using opened = await openRecording();
  const { recording } = opened;
  const abort = new AbortController();
  const waiting = recording.read({ offset: 0, events: 0 }, 10, abort.signal);
  abort.abort(new Error("closed the tab"));
  await expect(waiting).rejects.toThrow("closed the tab");
  await expect(recording.read({ offset: 0, events: 0 }, 10, abort.signal)).rejects.toThrow("closed the tab");
});

test("many readers wait and each gets the next byte", async () => {
  await using opened = await openRecording();
  const { recording } = opened;
  const waiting = Array.from({ length: 100 }, () => recording.read({ offset: 0, events: 0 }, 10, never));
  append(recording, 1);
  for (const { items } of await Promise.all(waiting)) expect(items[0]?.item).toMatchObject({ type: "data", offset: 0 });
});

test("a reader that lags gets as much as it asked for in one item", async () => {
  await using opened = await openRecording({ hotRingBytes: 100, segmentBytes: 50_000 });
  const { recording } = opened;
  for (let at = 0; at < 200; at += 1) append(recording, 100);
  await recording.flush();
  const { items } = await recording.read({ offset: 0, events: 0 }, 10_000, never);
  expect(items).toHaveLength(1);
  expect(items[0]?.item).toMatchObject({ bytes: { length: 10_000 } });
});

test("the end is told also when the disk is full", async () => {
  await using opened = await openRecording();
  const { recording, path } = opened;
  append(recording, 100);
  await recording.flush();
  await unlink(join(path, "timeline.jsonl")).catch(() => undefined);
  await symlink("/dev/full", join(path, "timeline.jsonl"));
  await recording.finish({ code: 1, signal: null, at: 5 }, "exited");
  const { items } = await readAll(recording, { offset: 0, events: 0 }, 1_000);
  expect(items.at(-1)).toMatchObject({ type: "exit", offset: 100, exit: { code: 1 } });
});

test("of very many sizes the newest are kept, and a reader from the start still learns the one that holds", async () => {
  await using first = await openRecording();
  for (let at = 0; at < 10_000; at += 1) {
    if (at % 100 === 0) append(first.recording, 1);
    first.recording.resize({ cols: 2 + (at % 500), rows: 24 });
  }
  await first.recording.finish({ code: 0, signal: null, at: 5 }, "exited");
  await using second = await openRecording({}, first.path);
  expect(second.recording.timeline.all.length).toBeLessThan(10_000);
  for (const { recording } of [first, second]) {
    const { items, cursor } = await readAll(recording, { offset: 0, events: 0 }, 7);
    expect(checkOrder(items, 0).end).toBe(100);
    expect(items.at(-2)).toMatchObject({ type: "resize", cols: 2 + (9_999 % 500) });
    expect(cursor).toEqual({ offset: 100, events: 10_001 });
  }
});

test("a cursor that is no place is refused", async () => {
  await using opened = await openRecording();
  append(opened.recording, 10);
  for (const offset of [-1, 11, 1.5, Number.NaN]) {
    const read = opened.recording.read({ offset, events: 0 }, 10, never);
    await expect(read).rejects.toMatchObject({ kind: "invalid" });
  }
  await expect(opened.recording.read({ offset: 0, events: 0 }, 0, never)).rejects.toMatchObject({ kind: "invalid" });
});

test("output that somebody deleted is a gap, not an endless wait", async () => {
  await using opened = await openRecording({ hotRingBytes: 10 });
  append(opened.recording, 4_000);
  await opened.recording.flush();
  await rm(join(opened.path, "bytes"), { recursive: true });
  const { items } = await readAll(opened.recording, { offset: 0, events: 0 }, 1_000);
  expect(checkOrder(items, 0)).toMatchObject({ end: 4_000 });
  expect(items[0]).toMatchObject({ type: "gap", from: 0 });
});
