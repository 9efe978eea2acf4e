import { SearchedText } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { outputSearch, TEXTS, textsOf, textsParam } from "./search-params.ts";

test("the address keeps the words, where they are looked for, and nothing else", () => {
  expect(outputSearch({ q: "7", other: "x" })).toEqual({ q: "7" });
  expect(outputSearch({ q: 7, in: "terminals", texts: "prompt" })).toEqual({ q: "7" });
  const kept = { q: "x", in: "conversations", texts: "prompt,thinking" };
  expect(outputSearch(kept)).toEqual(kept);
  expect(outputSearch({ q: "", in: "conversations", texts: "prompt,answer" })).toEqual({ in: "conversations" });
});

test("the address names texts in their order, and none that there are not", () => {
  expect(textsOf("output,prompt,poem")).toEqual(["prompt", "output"]);
  expect(textsOf("poem")).toEqual(["prompt", "answer"]);
  expect(textsOf(undefined)).toEqual(["prompt", "answer"]);
  expect(textsParam(["thinking", "answer"])).toBe("answer,thinking");
  expect(textsParam(["answer", "prompt"])).toBeUndefined();
  expect(textsParam([])).toBeUndefined();
});

test("the address may name every text that can be searched", () => {
  expect(TEXTS).toEqual(SearchedText.options);
});
