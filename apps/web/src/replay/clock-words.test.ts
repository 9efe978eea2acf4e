import { expect, test } from "vitest";
import { clockWords } from "./clock-words.ts";

test.each([
  [-5, "0:00"],
  [7_999, "0:07"],
  [754_000, "12:34"],
  [3_723_000, "1:02:03"],
])("%i ms are %s", (ms, words) => {
  expect(clockWords(ms)).toBe(words);
});
