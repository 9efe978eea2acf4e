import { LIMITS, panesOf, type PaneNode } from "@pilothouse/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arrange, neighbour } from "./arrange.ts";
import { canSplit, closed, moved, opened, placed, pruned, replaced, tabClosed, tabOf, zoomToggled } from "./layout.ts";
import { pushEdge, withShare } from "./tree.ts";

const tab = (panes: PaneNode) => ({ panes, zoomed: false });
const beside = (first: PaneNode, second: PaneNode) => ({ direction: "row" as const, share: 0.5, first, second });
const above = (first: PaneNode, second: PaneNode) => ({ direction: "column" as const, share: 0.5, first, second });
/** `a` at the left; at the right `b` above `c`. */
const THREE = beside("a", above("b", "c"));

test("a terminal has one place: its own tab first, or beside the pane it is put to", () => {
  const two = opened(opened([], "a"), "b");
  expect(two).toEqual([tab("a"), tab("b")]);
  expect(opened(two, "a")).toBe(two);
  expect(placed(two, "b", { at: "a", side: "right" })).toEqual([tab(beside("a", "b"))]);
  expect(placed(two, "b", { at: "a", side: "up" })).toEqual([tab(above("b", "a"))]);
  expect(placed([tab(THREE)], "a", { at: "c", side: "down" })).toEqual([tab(above("b", above("c", "a")))]);
  expect(placed(two, "a", { at: "a", side: "right" })).toBe(two);
});

test("a pane that is closed leaves its room to the one beside it, and the last one takes the tab along", () => {
  expect(closed([tab(THREE)], "b")).toEqual([tab(beside("a", "c"))]);
  expect(closed([tab(THREE)], "a")).toEqual([tab(above("b", "c"))]);
  expect(closed([tab("a"), tab("b")], "a")).toEqual([tab("b")]);
  expect(tabClosed([tab(THREE), tab("d")], "c")).toEqual([tab("d")]);
  expect(pruned([tab(THREE), tab("d")], (id) => id === "c")).toEqual([tab("c")]);
  expect(replaced([tab(THREE)], "b", "x")).toEqual([tab(beside("a", above("x", "c")))]);
});

test("the first tab gives way when there are too many", () => {
  const many = Array.from({ length: LIMITS.tabsPerUser }, (_, n) => tab(`t${n}`));
  expect(opened(many, "new")).toEqual([...many.slice(1), tab("new")]);
});

test("tabs move to a place, and no further than the ends", () => {
  const three = [tab("a"), tab("b"), tab("c")];
  expect(moved(three, "c", 0).map(({ panes }) => panes)).toEqual(["c", "a", "b"]);
  expect(moved(three, "a", 9).map(({ panes }) => panes)).toEqual(["b", "c", "a"]);
  expect(moved(three, "a", -1)).toBe(three);
});

test("a pane is zoomed and back; alone it is not, and a new pane ends it", () => {
  const zoomed = zoomToggled([tab(THREE)], "a");
  expect(zoomed).toEqual([{ panes: THREE, zoomed: true }]);
  expect(zoomToggled(zoomed, "a")).toEqual([tab(THREE)]);
  expect(zoomToggled([tab("a")], "a")).toEqual([tab("a")]);
  expect(tabOf(placed(zoomed, "d", { at: "a", side: "right" }), "d")?.zoomed).toBe(false);
});

test("the pane at a side is the one that shares most of that edge", () => {
  expect(neighbour(THREE, "b", "left")).toBe("a");
  expect(neighbour(THREE, "b", "down")).toBe("c");
  expect(neighbour(withShare(THREE, "2", 0.3), "a", "right")).toBe("c");
  expect(neighbour(THREE, "a", "left")).toBeNull();
  expect(neighbour(THREE, "a", "up")).toBeNull();
});

test("a key moves the nearest edge of the pane that can move that way", () => {
  expect(pushEdge(THREE, "c", { side: "up", by: 0.1 })).toEqual(beside("a", { ...above("b", "c"), share: 0.4 }));
  expect(pushEdge(THREE, "c", { side: "right", by: 0.1 })).toEqual({ ...THREE, share: 0.6 });
  expect(pushEdge(THREE, "a", { side: "down", by: 0.1 })).toBe(THREE);
  expect(pushEdge(THREE, "a", { side: "left", by: 9 })).toMatchObject({ share: 0.1 });
});

test("whatever is split and closed, panes cover the tab, keep to the limits, and no terminal is there twice", () => {
  const steps = fc.array(
    fc.record({
      id: fc.integer({ min: 0, max: 20 }).map((n) => `t${n}`),
      at: fc.integer({ min: 0, max: 20 }).map((n) => `t${n}`),
      side: fc.constantFrom("left", "right", "up", "down"),
      close: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const layout = all.reduce(
        (now, { id, at, side, close }) => (close ? closed(now, id) : placed(opened(opened(now, id), at), id, { at, side })),
        opened([], "t0"),
      );
      const ids = layout.flatMap(({ panes }) => panesOf(panes));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { panes } of layout) {
        expect(panesOf(panes).length).toBeLessThanOrEqual(LIMITS.panesPerTab);
        const area = [...arrange(panes).panes.values()].reduce((sum, { width, height }) => sum + width * height, 0);
        expect(area).toBeCloseTo(1);
      }
    }),
  );
});

test("a full tab takes no more", () => {
  const full = Array.from({ length: LIMITS.paneDepth }, (_, n) => `t${n + 1}`).reduce(
    (layout, id, n) => placed(layout, id, { at: `t${n}`, side: "right" }),
    opened([], "t0"),
  );
  const last = `t${LIMITS.paneDepth}`;
  expect(canSplit(full, last)).toBe(false);
  expect(canSplit(full, "t0")).toBe(true);
  const more = opened(full, "x");
  expect(placed(more, "x", { at: last, side: "right" })).toBe(more);
});
