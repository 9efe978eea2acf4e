import { expect, test } from "vitest";
import { duration, relativeTime } from "./relative.ts";

const NOW = 1_800_000_000_000;

test.each([
  [0, "just now"],
  [9_999, "just now"],
  [10_000, "10 s ago"],
  [59_999, "59 s ago"],
  [60_000, "1 min ago"],
  [3_599_999, "59 min ago"],
  [3_600_000, "1 h ago"],
  [86_400_000, "1 d ago"],
  [-3_600_000, "in 1 h"],
])("%i ms before now is %s", (ms, words) => {
  expect(relativeTime(NOW - ms, NOW)).toBe(words);
});

test("a length of time is told in its largest whole unit", () => {
  expect(duration(0)).toBe("0 s");
  expect(duration(89_999)).toBe("1 min");
  expect(duration(9 * 86_400_000)).toBe("9 d");
});
