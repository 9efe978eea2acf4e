import { expect, test } from "vitest";
import type { RunnerTerminal } from "../port.ts";
import { itemInSight, type RecordingInSight } from "./recording-in-sight.ts";

const terminal: RunnerTerminal = Object.create(null);
const GUEST: RecordingInSight = { terminal, untilOffset: 10, isGuest: true };
const OWNER: RecordingInSight = { terminal, untilOffset: null, isGuest: false };
const data = {
  at: 1,
  item: { type: "data", offset: 6, bytes: Buffer.from("abcdefgh") },
  next: { offset: 14, events: 2 },
} as const;
const gap = { at: 1, item: { type: "gap", offset: 14, from: 6, to: 14 }, next: { offset: 14, events: 2 } } as const;
const mark = {
  at: 1,
  item: { type: "mark", offset: 6, at: 1, kind: "waiting", label: "secret" },
  next: { offset: 6, events: 3 },
} as const;

test("a guest gets what is cut at the end of the recording up to there", () => {
  const end = { offset: 10, events: 2 };
  expect(itemInSight(GUEST, data)).toEqual({ ...data, item: { ...data.item, bytes: Buffer.from("abcd") }, next: end });
  expect(itemInSight(GUEST, gap)).toEqual({ ...gap, item: { ...gap.item, to: 10 }, next: end });
});

test("what an agent told of itself is for its owner", () => {
  expect(itemInSight(GUEST, mark)).toBeNull();
  for (const item of [data, gap, mark]) expect(itemInSight(OWNER, item)).toBe(item);
});
