import { expect, test } from "vitest";
import { countWords, modelWords } from "./words.ts";

test.each([
  ["claude-opus-4-5-20251101", "opus-4-5"],
  ["anthropic/claude-opus-5", "opus-5"],
  ["gpt-5.5", "gpt-5.5"],
  ["claude-", "claude-"],
])("the model %s is called %s", (model, words) => {
  expect(modelWords(model)).toBe(words);
});

test("one is one, and others are more", () => {
  expect(countWords(1, "prompt")).toBe("1 prompt");
  expect(countWords(12_000, "entry", "entries")).toBe("12,000 entries");
});
