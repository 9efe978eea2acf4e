import { expect, test } from "vitest";
import { settled } from "./settled.ts";

const [a, b] = ["019ac000-0000-7000-8000-00000000000a", "019ac000-0000-7000-8000-00000000000b"] as const;

test("a terminal that needed somebody and does not any more is settled", () => {
  const isOver = settled(new Set([a, b]), new Set([b]));
  expect([isOver?.(a), isOver?.(b)]).toEqual([true, false]);
});

test("a notification that came before this page heard of its terminal stays", () => {
  expect(settled(new Set([b]), new Set())?.(a)).toBe(false);
  expect(settled(new Set(), new Set([b]))).toBeNull();
});

test("what is shown when a page opens and needs nobody is old; what is about no terminal stays", () => {
  const isOver = settled(null, new Set([b]));
  expect([isOver?.(a), isOver?.(b), isOver?.("test")]).toEqual([true, false, false]);
});
