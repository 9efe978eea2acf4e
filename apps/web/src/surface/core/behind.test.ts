import { expect, test } from "vitest";
import { Behind } from "./behind.ts";

test("a screen is as old as the first end of the output that it has not reached", () => {
  const behind = new Behind();
  expect(behind.behindMs(0, 0)).toBe(0);
  behind.saw(1_000, 500);
  behind.saw(3_000, 900);
  expect(behind.behindMs(4_000, 100)).toBe(3_000);
  expect(behind.behindMs(5_000, 500)).toBe(2_000);
  expect(behind.behindMs(6_000, 900)).toBe(0);
});

test("a screen that stands still for long is not forgotten", () => {
  const behind = new Behind();
  for (let n = 0; n < 100; n += 1) behind.saw(n * 1_000, 1_000 + n);
  expect(behind.behindMs(100_000, 0)).toBe(60_000);
});
