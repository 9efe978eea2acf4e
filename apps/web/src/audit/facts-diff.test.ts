import { expect, test } from "vitest";
import { diffFacts } from "./facts-diff.ts";

test("facts are put beside each other, those that changed first", () => {
  const before = { role: "member", disabled: false, name: "Bob" };
  const after = { role: "admin", disabled: true, name: "Bob", via: ["a", "b"] };
  expect(diffFacts({ before, after })).toEqual([
    { name: "role", before: "member", after: "admin", changed: true },
    { name: "disabled", before: "no", after: "yes", changed: true },
    { name: "via", before: null, after: "a, b", changed: true },
    { name: "name", before: "Bob", after: "Bob", changed: false },
  ]);
  expect(diffFacts({ before: null, after: { end: null } })).toEqual([
    { name: "end", before: null, after: "none", changed: true },
  ]);
  expect(diffFacts({ before: null, after: null })).toEqual([]);
});
