import { expect, test } from "vitest";
import { formatMs } from "./format-ms.ts";

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [4_230, "4.2 s"],
  [60_000, "1 min"],
  [7_200_000, "2 h"],
  [null, "—"],
])("%s ms are told as %s", (ms, words) => {
  expect(formatMs(ms)).toBe(words);
});
