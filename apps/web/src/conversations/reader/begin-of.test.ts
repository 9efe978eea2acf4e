import { expect, test } from "vitest";
import { beginOf } from "./begin-of.ts";

const lines = (count: number) => "line\n".repeat(count);

test("twelve lines are short, and of thirteen the first twelve are shown", () => {
  expect(beginOf(lines(12))).toBeNull();
  expect(beginOf(lines(13))).toEqual({ text: lines(12).trimEnd(), lines: 13 });
});

test("a line of any length has an end", () => {
  expect(beginOf("x".repeat(2_000))).toBeNull();
  expect(beginOf(`${"x".repeat(1_998)}\u001b[31mred`)?.text).toBe("x".repeat(1_998));
  expect(beginOf("x".repeat(1_000_000))).toEqual({ text: "x".repeat(2_000), lines: 1 });
});
