import { expect, test } from "vitest";
import { sampled } from "./sampled.ts";

test("of a long list some are taken, its ends among them", () => {
  const list = Array.from({ length: 1_000 }, (_, place) => place);
  const few = sampled(list, 20);
  expect(few).toHaveLength(20);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(sampled(list, 1_000)).toBe(list);
});
