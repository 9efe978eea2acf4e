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

test("a size behind a missing number is not trusted", () => {
  const [first, second] = lostAfter(2).all;
  if (!first || !second) throw new Error("there are two sizes");
  expect(decodeEvents(encodeEvents([first, { ...second, number: 7 }])).events).toEqual([first]);
});
