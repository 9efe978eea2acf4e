import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, Fault } from "@pilothouse/platform";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cursor, StreamItem } from "../port.ts";
import { Recording } from "./recording.ts";
import { Segments } from "./segments.ts";
import { TimelineFile } from "./timeline-file.ts";

const log = createLogger({ level: "fatal", name: "test" }, { write: () => undefined });
const LIMITS = { segmentBytes: 2_000, keptBytes: 1e9 };
const GONE = new Fault("unavailable", "the power is gone");
const bytesAt = (from: number, length: number) =>
  new Uint8Array(length).map((_, at) => ((from + at) * 31 + ((from + at) >> 8)) & 0xff);

async function load(path: string, clock = { now: () => 5 }): Promise<Recording> {
  const { file: timelineFile, events } = await TimelineFile.load(join(path, "timeline.jsonl"));
  const segments = await Segments.load(join(path, "bytes"), LIMITS, { complete: events.at(-1)?.type === "exit" });
  return new Recording({ segments, timelineFile, events, hotRingBytes: 100, clock, log });
}

async function readAll(recording: Recording): Promise<StreamItem[]> {
  const items: StreamItem[] = [];
  for (let cursor: Cursor = { offset: 0, events: 0 }; ;) {
    const answer = await recording.read(cursor, 700, new AbortController().signal);
    const last = answer.items.at(-1);
    if (!last) return items;
    items.push(...answer.items.map(({ item }) => item));
    cursor = last.next;
  }
}

/** What does not begin where the one before it ended, or is not what was written there. */
function misplaced(items: readonly StreamItem[]): StreamItem[] {
  let at = 0;
  return items.filter((item) => {
    const begins = (item.type === "gap" ? item.from : item.offset) === at;
    const right = item.type !== "data" || Buffer.compare(item.bytes, bytesAt(at, item.bytes.length)) === 0;
    if (item.type === "data") at += item.bytes.length;
    if (item.type === "gap") at = item.to;
    return !begins || !right;
  });
}

/** What a power cut may leave of a file's end: less of it, zeros instead of it, or something else. */
const damage = fc.record({
  file: fc.nat(),
  keep: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom("shorter", "zeros", "rubbish", "flipped"),
});

function damaged(file: Buffer, { keep, how }: { keep: number; how: string }): Buffer {
  const at = Math.min(file.length - 1, Math.floor(keep * file.length));
  if (how === "shorter") return file.subarray(0, at);
  const copy = Buffer.from(file);
  if (how === "flipped") copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  else copy.fill(how === "zeros" ? 0 : "rubbish", at);
  return copy;
}

const life = fc.array(fc.oneof(fc.integer({ min: 1, max: 900 }), fc.constantFrom("size", "mark")), {
  minLength: 1,
  maxLength: 15,
});

test("case 20: whatever a power cut leaves of the last writes, no byte that is read is another one, and what is missing is a gap", async () => {
  await fc.assert(
    fc.asyncProperty(life, fc.array(damage, { maxLength: 3 }), async (steps, damages) => {
      const path = await mkdtemp(join(tmpdir(), "pilothouse-power-cut-"));
      const before = await load(path);
      before.resize({ cols: 80, rows: 24 });
      for (const step of steps) {
        if (step === "size") before.resize({ cols: 90, rows: 30 });
        else if (step === "mark") before.mark({ kind: "test", label: "here" });
        else before.append(bytesAt(before.end, step));
        await before.flush();
      }
      await before.close(GONE);
      const segments = (await readdir(join(path, "bytes")).catch(() => [])).toSorted((a, b) => a.localeCompare(b)).slice(-2);
      const files = [join(path, "timeline.jsonl"), ...segments.map((name) => join(path, "bytes", name))];
      for (const each of damages) {
        const file = files[each.file % files.length] ?? "";
        const found = await readFile(file);
        if (found.length > 0) await writeFile(file, damaged(found, each));
      }

      const after = await load(path);
      expect(after.end).toBeLessThanOrEqual(before.end);
      await after.finish({ code: null, signal: null, at: 5 }, "lost");
      const items = await readAll(after);
      expect(misplaced(items)).toEqual([]);
      expect(items.at(-1)).toMatchObject({ type: "exit", status: "lost" });
      expect(await readAll(await load(path))).toEqual(items);
      expect(damages.length > 0 || after.end === before.end).toBe(true);
      await rm(path, { recursive: true });
    }),
    { numRuns: 150 },
  );
});

test("case 33: when the clock is set back, the times of a recording stand still until it has caught up", async () => {
  const path = await mkdtemp(join(tmpdir(), "pilothouse-clock-"));
  const hour = 3_600_000;
  let now = 10 * hour;
  const clock = { now: () => now };
  const first = await load(path, clock);
  first.resize({ cols: 80, rows: 24 });
  first.append(bytesAt(0, 10));
  await first.flush();
  now -= hour;
  first.mark({ kind: "test", label: "an hour earlier" });
  first.append(bytesAt(10, 10));
  await first.flush();
  await first.close(GONE);
  now -= hour;
  const second = await load(path, clock);
  await second.finish({ code: null, signal: null, at: now }, "lost");
  const times = second.timeline.all.map((event) => (event.type === "exit" ? event.exit.at : event.at));
  expect(times).toEqual([10 * hour, 10 * hour, 10 * hour]);
  await rm(path, { recursive: true });
});
