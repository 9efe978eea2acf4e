import { expect, test } from "vitest";
import { Layout, LayoutTab, type PaneNode, panesOf } from "./layout.ts";
import { LIMITS } from "./limits.ts";

const id = (n: number) => `01890a5d-ac96-774b-bcce-${n.toString().padStart(12, "0")}`;

function chain(panes: number): PaneNode {
  return Array.from({ length: panes - 1 }).reduce<PaneNode>(
    (rest, _, n) => ({ direction: "row", share: 0.5, first: id(n + 1), second: rest }),
    id(0),
  );
}

/** `2 ** depth` panes, as even as can be. */
function even(depth: number, at = 0): PaneNode {
  if (depth === 0) return id(at);
  return { direction: "column", share: 0.5, first: even(depth - 1, at * 2), second: even(depth - 1, at * 2 + 1) };
}

test("a tab is split so deep and no deeper", () => {
  const deepest = chain(LIMITS.paneDepth + 1);
  expect(LayoutTab.parse({ panes: deepest, zoomed: false }).panes).toEqual(deepest);
  expect(LayoutTab.safeParse({ panes: chain(LIMITS.paneDepth + 2), zoomed: false }).success).toBe(false);
  expect(LayoutTab.safeParse({ panes: chain(50_000 / 10), zoomed: false }).success).toBe(false);
});

test("a tab has so many panes and no more", () => {
  expect(panesOf(even(3))).toHaveLength(8);
  expect(LayoutTab.safeParse({ panes: even(3), zoomed: true }).success).toBe(true);
  expect(LayoutTab.safeParse({ panes: even(4), zoomed: false }).success).toBe(false);
});

test("there are so many tabs and no more", () => {
  const tabs = (count: number) => Array.from({ length: count }, (_, n) => ({ panes: id(n), zoomed: false }));
  expect(Layout.safeParse(tabs(LIMITS.tabsPerUser)).success).toBe(true);
  expect(Layout.safeParse(tabs(LIMITS.tabsPerUser + 1)).success).toBe(false);
});
