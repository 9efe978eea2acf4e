import { expect, test } from "vitest";
import { rowsAbove, smallFontSize } from "./small-screen.ts";

test("text is as large as the columns allow, and never too small to read", () => {
  expect(smallFontSize(400, 80)).toBe(8);
  expect(smallFontSize(400, 300)).toBe(6);
  expect(smallFontSize(400, 20)).toBe(12);
});

test("the cursor's row is in view, and nothing is left out that need not be", () => {
  expect(rowsAbove(0, { rows: 24, visible: 10 })).toBe(0);
  expect(rowsAbove(8, { rows: 24, visible: 10 })).toBe(0);
  expect(rowsAbove(15, { rows: 24, visible: 10 })).toBe(7);
  expect(rowsAbove(23, { rows: 24, visible: 10 })).toBe(14);
  expect(rowsAbove(23, { rows: 24, visible: 30 })).toBe(0);
});
