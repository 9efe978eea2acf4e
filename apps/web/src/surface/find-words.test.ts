import { expect, test } from "vitest";
import { findWords } from "./find-words.ts";

test("search results are counted for people", () => {
  expect(findWords("", { resultIndex: -1, resultCount: 0 })).toBe("");
  expect(findWords("x", { resultIndex: -1, resultCount: 0 })).toBe("No match");
  expect(findWords("x", { resultIndex: 2, resultCount: 12 })).toBe("3 of 12");
  expect(findWords("x", { resultIndex: -1, resultCount: 1_000 })).toBe("1000 matches");
});
