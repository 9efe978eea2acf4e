import { expect, test } from "vitest";
import { tookWords } from "./took.ts";

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1.0 s"],
  [9_949, "9.9 s"],
  [9_950, "10 s"],
  [59_499, "59 s"],
  [59_500, "1 min 0 s"],
  [125_000, "2 min 5 s"],
  [3_840_000, "1 h 4 min"],
])("%i ms are %s", (ms, words) => {
  expect(tookWords(ms)).toBe(words);
});
