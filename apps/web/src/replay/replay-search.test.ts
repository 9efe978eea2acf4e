import { expect, test } from "vitest";
import { replaySearch } from "./replay-search.ts";

test.each([
  [{}, {}],
  [
    { at: 12, q: "word" },
    { at: 12, q: "word" },
  ],
  [
    { at: "12", q: 7 },
    { at: 12, q: "7" },
  ],
  [{ at: -1, q: "" }, {}],
  [{ at: 1.5 }, {}],
  [{ at: "far", q: {} }, {}],
])("%j is read as %j", (search, expected) => {
  expect(replaySearch(search)).toEqual(expected);
});
