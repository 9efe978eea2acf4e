import { expect, test } from "vitest";
import { MOST_TABS, nextTab, readTabs, stepTab, withoutTab, withTab } from "./tabs.ts";

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

test("a terminal has one tab, and the oldest goes when there are too many", () => {
  expect(withTab(["a"], "a")).toEqual(["a"]);
  const many = Array.from({ length: MOST_TABS }, (_, n) => `t${n}`);
  expect(withTab(many, "new")).toEqual([...many.slice(1), "new"]);
});

test("closing looks to the right, then to the left, past what is shown", () => {
  expect(nextTab(["a", "b", "c"], "b", ["b"])).toBe("c");
  expect(nextTab(["a", "b", "c"], "c", ["c"])).toBe("b");
  expect(nextTab(["a", "b", "c"], "b", ["b", "c"])).toBe("a");
  expect(nextTab(["a"], "a", ["a"])).toBeNull();
  expect(withoutTab(["a", "b"], "a")).toEqual(["b"]);
});

test("stepping goes around the ends", () => {
  expect(stepTab(["a", "b", "c"], "c", 1)).toBe("a");
  expect(stepTab(["a", "b", "c"], "a", -1)).toBe("c");
  expect(stepTab(["a"], "a", 1)).toBeNull();
});

test("storage that holds anything else gives no tabs", () => {
  expect(readTabs({ a: 1 })).toEqual([]);
  expect(readTabs([id(1), "x", 3, id(1), id(2)])).toEqual([id(1), id(2)]);
});
