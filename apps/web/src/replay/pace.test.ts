import { expect, test } from "vitest";
import { otherSpeed, timeAfter } from "./pace.ts";

const moment = { at: 1_000, nextAt: 3_000, frameMs: 16, speed: 1, skipIdle: true };

test("time goes at its speed", () => {
  expect(timeAfter(moment)).toBe(1_016);
  expect(timeAfter({ ...moment, speed: 8 })).toBe(1_128);
});

test("a pause of more than two seconds is skipped if that is wanted, but for its end", () => {
  expect(timeAfter({ ...moment, nextAt: 3_001 })).toBe(2_717);
  expect(timeAfter({ ...moment, nextAt: 3_001, skipIdle: false })).toBe(1_016);
});

test("a frame that took long, as of a page that was hidden, does not leap", () => {
  expect(timeAfter({ ...moment, frameMs: 60_000 })).toBe(1_250);
});

test("speeds have a lowest and a highest", () => {
  expect(otherSpeed(1, 1)).toBe(2);
  expect(otherSpeed(1, -1)).toBe(0.5);
  expect(otherSpeed(0.5, -1)).toBe(0.5);
  expect(otherSpeed(16, 1)).toBe(16);
});
