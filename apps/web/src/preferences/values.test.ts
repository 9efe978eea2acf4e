import { expect, test } from "vitest";
import { clampFontSize, readPreferences, USUAL } from "./values.ts";

test("anything unusable in storage becomes the usual", () => {
  expect(readPreferences(null)).toEqual(USUAL);
  expect(readPreferences({ theme: "pink", fontSize: "big", leader: 3, railCollapsed: "yes", layout: [{}] })).toEqual(USUAL);
});

test("what is usable is kept beside what is not", () => {
  expect(readPreferences({ theme: "dark", fontSize: 999 })).toEqual({ ...USUAL, theme: "dark" });
});

test("sizes stay readable", () => {
  expect([clampFontSize(999), clampFontSize(1), clampFontSize(12.4), clampFontSize(Number.NaN)]).toEqual([24, 9, 12, 13]);
});
