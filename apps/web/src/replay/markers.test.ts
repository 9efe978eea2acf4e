import type { RecordedEvent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { markerBeside, markersOf, sparse } from "./markers.ts";

const events: RecordedEvent[] = [
  { type: "size", number: 0, offset: 0, at: 1_000, cols: 80, rows: 24 },
  { type: "mark", number: 1, offset: 10, at: 2_000, kind: "waiting", label: "Allow this?" },
  { type: "size", number: 2, offset: 20, at: 3_000, cols: 100, rows: 30 },
  { type: "mark", number: 3, offset: 30, at: 4_000, kind: "deploy", label: "" },
  { type: "exit", number: 4, offset: 40, at: 5_000, status: "exited", exit: { code: 0, signal: null, at: 5_000 } },
];
const markers = markersOf({ events, gaps: [] });

test("events are told in words, without the size that all begins with", () => {
  expect(markers.map(({ kind, words }) => [kind, words])).toEqual([
    ["attention", "Needs you: Allow this?"],
    ["size", "Size 100 × 30"],
    ["mark", "deploy"],
    ["end", "The end"],
  ]);
});

test("gaps stand among the events, each where output goes on", () => {
  const gaps = [
    { from: 0, to: 5, at: 1_500 },
    { from: 12, to: 1_036, at: 9_000 },
  ];
  expect(markersOf({ events: events.slice(0, 2), gaps }).map(({ offset, words }) => [offset, words])).toEqual([
    [5, "What was before is no longer kept"],
    [10, "Needs you: Allow this?"],
    [1_036, "1.0 KiB of output are missing"],
  ]);
});

test("one goes from marker to marker, and not past either end", () => {
  expect(markerBeside(markers, 0, 1)?.offset).toBe(10);
  expect(markerBeside(markers, 10, 1)?.offset).toBe(20);
  expect(markerBeside(markers, 20, -1)?.offset).toBe(10);
  expect(markerBeside(markers, 40, 1)).toBeUndefined();
  expect(markerBeside(markers, 10, -1)).toBeUndefined();
});

test("of markers that fall together one is left, and it is the one that asked for somebody", () => {
  const left = sparse(markers, { startsAt: 1_000, endsAt: 5_000 }, 1);
  expect(left.map(({ words }) => words)).toEqual(["Needs you: Allow this?", "The end"]);
  expect(sparse(markers, { startsAt: 1_000, endsAt: 5_000 })).toHaveLength(4);
});
