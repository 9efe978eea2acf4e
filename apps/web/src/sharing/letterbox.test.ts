import { expect, test } from "vitest";
import { letterboxFontSize } from "./letterbox.ts";

test("a screen is as large as its place allows, in both directions", () => {
  expect(letterboxFontSize({ width: 1_000, height: 2_000 }, { cols: 100, rows: 24 })).toBe(16.5);
  expect(letterboxFontSize({ width: 5_000, height: 288 }, { cols: 100, rows: 24 })).toBe(10);
  expect(letterboxFontSize({ width: 5_000, height: 5_000 }, { cols: 80, rows: 24 })).toBe(20);
});

test("text that could not be read is not made smaller still", () => {
  expect(letterboxFontSize({ width: 390, height: 800 }, { cols: 300, rows: 24 })).toBe(6);
});
