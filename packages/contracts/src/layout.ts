import { z } from "zod";
import { Id } from "./ids.ts";
import { LIMITS } from "./limits.ts";

/** Two parts of a tab beside (`row`) or above (`column`) each other; `share` is what the first one takes. */
export interface PaneSplit {
  direction: "row" | "column";
  share: number;
  first: PaneNode;
  second: PaneNode;
}
/** What a part of a tab shows: one terminal, by its id, or two parts. */
export type PaneNode = string | PaneSplit;

/** Bounded on purpose: a schema that recurses would follow any input as deep as it goes. */
function nodeOf(depth: number): z.ZodType<PaneNode, PaneNode> {
  if (depth === 0) return Id;
  const part = nodeOf(depth - 1);
  const split = z.object({
    direction: z.enum(["row", "column"]),
    share: z.number().min(0.05).max(0.95),
    first: part,
    second: part,
  });
  return z.union([Id, split]);
}

/** The terminals of a tab, left to right and top to bottom. */
export function panesOf(node: PaneNode): readonly string[] {
  return typeof node === "string" ? [node] : [...panesOf(node.first), ...panesOf(node.second)];
}

/** A tab of the terminal page: its panes, and whether one of them has the whole tab to itself for now. */
export const LayoutTab = z.object({
  panes: nodeOf(LIMITS.paneDepth).refine(
    (node) => panesOf(node).length <= LIMITS.panesPerTab,
    `a tab has at most ${LIMITS.panesPerTab} panes`,
  ),
  zoomed: z.boolean(),
});
export interface LayoutTab extends z.infer<typeof LayoutTab> {}

/** The tabs of the terminal page, left to right. A terminal has at most one place. */
export const Layout = z.array(LayoutTab).max(LIMITS.tabsPerUser);
export type Layout = z.infer<typeof Layout>;
