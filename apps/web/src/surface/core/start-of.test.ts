import { expect, test } from "vitest";
import { CATCH_UP_BYTES, startOf } from "./start-of.ts";

const end = { epoch: "e", offset: 5_000_000 };

test("a new terminal is followed from its first byte, and all of it is live", () => {
  expect(startOf({ fresh: true, drawn: null, end: null })).toEqual({ from: { offset: 0 }, liveFrom: 0 });
});

test("a short absence is drawn as it came, none of it live", () => {
  const drawn = { epoch: "e", offset: end.offset - CATCH_UP_BYTES };
  expect(startOf({ fresh: false, drawn, end })).toEqual({ from: drawn, liveFrom: end.offset });
});

test("a long absence, another run and an unknown end begin with the screen", () => {
  const from = (drawn: { epoch: string; offset: number } | null, known: typeof end | null) =>
    startOf({ fresh: false, drawn, end: known }).from;
  expect(from({ epoch: "e", offset: end.offset - CATCH_UP_BYTES - 1 }, end)).toBeUndefined();
  expect(from({ epoch: "old", offset: end.offset }, end)).toBeUndefined();
  expect(from(null, end)).toBeUndefined();
  expect(startOf({ fresh: false, drawn: null, end: null }).liveFrom).toBe(Number.POSITIVE_INFINITY);
});
