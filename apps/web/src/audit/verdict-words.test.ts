import { expect, test } from "vitest";
import { verdictOf } from "./verdict-words.ts";

test("a whole log says how far it is signed", () => {
  const words = (signed: number | null) => verdictOf({ verified: 12, bad: null, next: null, signed, newKeyAt: null });
  expect(words(12)).toMatchObject({ whole: true, title: "The audit log is whole", entry: null });
  expect(words(12).words).toContain("Its end is signed.");
  expect(words(10).words).toContain("signed up to entry 10");
  expect(words(null).words).toContain("not signed yet");
  const another = verdictOf({ verified: 12, bad: null, next: null, signed: 12, newKeyAt: 5 });
  expect(another.words).toContain("lost before entry 5");
});

test("the first bad row is named; one that is gone cannot be looked at", () => {
  const bad = { seq: 3, finding: "changed", message: "entry 3 was changed" } as const;
  expect(verdictOf({ verified: 2, bad, next: null, signed: 9, newKeyAt: null })).toEqual({
    whole: false,
    title: "An entry was changed",
    words: "Entry 3: entry 3 was changed. Everything up to entry 2 is as it was written.",
    entry: 3,
  });
  const cut = { seq: 8, finding: "truncated", message: "entries up to 9 were signed and are gone" } as const;
  expect(verdictOf({ verified: 7, bad: cut, next: null, signed: 9, newKeyAt: null })).toMatchObject({
    title: "The end of the log is missing",
    entry: null,
  });
});
