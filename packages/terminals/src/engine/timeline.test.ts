import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { Timeline } from "./timeline.ts";
import { decodeEvents, encodeEvents } from "./timeline-event.ts";

const EXIT = { code: null, signal: null, at: 5 };

function lostAfter(sizes: number): Timeline {
  const timeline = new Timeline();
  for (let at = 0; at < sizes; at += 1)
    timeline.push(timeline.numbered({ type: "size", offset: 0, cols: 80 + at, rows: 24, at }));
  timeline.push(timeline.numbered({ type: "exit", offset: 0, exit: EXIT, status: "lost" }));
  return timeline;
}

test.each([0, 1, 2, 7, 900])(
  "whoever had seen %i events of a runner that was killed before they were on disk meets the end",
  (seen) => {
    for (const kept of [0, 1, 2]) {
      const timeline = lostAfter(kept);
      const next = timeline.nextFor(Math.max(seen, kept), 0);
      expect(next).toMatchObject({ type: "exit", status: "lost" });
      expect(timeline.nextFor((next?.number ?? 0) + 1, 0)).toBeUndefined();
      expect(timeline.count).toBe((next?.number ?? 0) + 1);
    }
  },
);

test("a lost end is read again from the disk, behind a number that is missing", () => {
  const { all } = lostAfter(2);
  expect(decodeEvents(encodeEvents(all)).events).toEqual(all);
});

const sizeAt = (offset: number) => ({ type: "size", offset, cols: 80, rows: 24, at: 1 }) as const;
const markAt = (offset: number) => ({ type: "mark", offset, kind: "k", label: "l", at: 1 }) as const;

function timelineOf(events: readonly Parameters<Timeline["numbered"]>[0][]): Timeline {
  const timeline = new Timeline();
  for (const event of events) timeline.push(timeline.numbered(event));
  return timeline;
}

test("a late reader meets the last size before its place and no mark that lies before it", () => {
  const timeline = timelineOf([sizeAt(0), markAt(1), sizeAt(2), markAt(3), markAt(5), markAt(7)]);
  expect(timeline.nextFor(0, 5)).toMatchObject({ type: "size", number: 2 });
  expect(timeline.nextFor(3, 5)).toMatchObject({ type: "mark", number: 4 });
  expect(timeline.nextFor(5, 5)).toMatchObject({ type: "mark", number: 5 });
  expect(timeline.nextFor(0, 9)).toMatchObject({ type: "size", number: 2 });
  expect(timeline.nextFor(3, 9)).toBeUndefined();
});

test("a size at the very place supersedes the one before it", () => {
  const timeline = timelineOf([sizeAt(0), markAt(4), sizeAt(4)]);
  expect(timeline.nextFor(0, 4)).toMatchObject({ type: "mark", number: 1 });
  expect(timeline.nextFor(2, 4)).toMatchObject({ type: "size", number: 2 });
});

test("marks are kept up to their limit, the newest of them, and no size is lost for them", () => {
  const limit = LIMITS.marksPerTerminal;
  const timeline = timelineOf([sizeAt(0)]);
  for (let at = 1; at <= 2 * limit; at += 1) timeline.push(timeline.numbered(markAt(at)));
  expect(timeline.trim()).toBe(false);
  timeline.push(timeline.numbered(markAt(2 * limit + 1)));
  expect(timeline.trim()).toBe(true);
  expect(timeline.all).toHaveLength(limit + 1);
  expect(timeline.all[0]).toMatchObject({ type: "size", number: 0 });
  expect(timeline.all[1]).toMatchObject({ type: "mark", offset: limit + 2, number: limit + 2 });
  expect(timeline.nextFor(1, 0)).toEqual(timeline.all[1]);
  expect(decodeEvents(encodeEvents(timeline.all)).events).toEqual(timeline.all);
});

test("a line that was changed is not trusted, nor what follows it", () => {
  const { all } = timelineOf([sizeAt(0), markAt(1), sizeAt(2)]);
  const changed = Buffer.from(encodeEvents(all)).toString().replace('"label":"l"', '"label":"L"');
  expect(decodeEvents(Buffer.from(changed)).events).toEqual(all.slice(0, 1));
});
