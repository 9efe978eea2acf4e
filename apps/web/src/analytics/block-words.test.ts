import { expect, test } from "vitest";
import { blockWords, leftWords } from "./block-words.ts";

test("a block is told by the clock on the viewer's wall", () => {
  const from = new Date(2026, 2, 10, 9).getTime();
  expect(blockWords({ from, to: from + 5 * 3_600_000 })).toBe("09:00–14:00");
});

test("a block says how long it goes on", () => {
  expect(leftWords(90 * 60_000, 0)).toBe("ends in 1 h");
  expect(leftWords(5, 5)).toBe("is over");
});
