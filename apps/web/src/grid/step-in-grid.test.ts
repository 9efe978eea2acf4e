import { expect, test } from "vitest";
import { nextInGrid } from "./step-in-grid.ts";

test("arrows move within rows and columns and stop at the edges", () => {
  const from = (at: number, key: string) => nextInGrid(key, { at, count: 8, columns: 3 });
  expect(from(0, "ArrowRight")).toBe(1);
  expect(from(1, "ArrowDown")).toBe(4);
  expect(from(4, "ArrowUp")).toBe(1);
  expect(from(0, "ArrowUp")).toBe(0);
  expect(from(7, "ArrowDown")).toBe(7);
  expect(from(3, "Home")).toBe(0);
  expect(from(3, "End")).toBe(7);
  expect(from(-1, "ArrowDown")).toBe(0);
  expect(from(3, "x")).toBeNull();
  expect(nextInGrid("ArrowDown", { at: -1, count: 0, columns: 1 })).toBeNull();
});
