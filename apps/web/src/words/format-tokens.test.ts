import { expect, test } from "vitest";
import { exactTokens, formatTokens, tokensOf } from "./format-tokens.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1k"],
  [1_249, "1.2k"],
  [999_949, "999.9k"],
  [999_950, "1M"],
  [61_521_104, "61.5M"],
  [2_000_000_000, "2B"],
  [5e15, "5000T"],
])("%i tokens are told as %s", (tokens, words) => {
  expect(formatTokens(tokens)).toBe(words);
});

test("the exact number has all its digits", () => {
  expect(exactTokens(61_521_104)).toBe("61,521,104 tokens");
  expect(exactTokens(1)).toBe("1 token");
});

test("tokens of all kinds are added up", () => {
  expect(tokensOf({ input: 1, output: 20, cacheWrite5m: 300, cacheWrite1h: 4_000, cacheRead: 50_000 })).toBe(54_321);
});
