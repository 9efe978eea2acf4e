import { type PaneNode, panesOf, type PaneSplit } from "@pilothouse/contracts";

export type Side = "left" | "right" | "up" | "down";

/** Where new panes go: beside a pane or above or below it. */
export interface Place {
  readonly at: string;
  readonly side: Side;
}

const SHARES = { least: 0.1, most: 0.9 } as const;

export function directionOf(side: Side): PaneSplit["direction"] {
  return side === "left" || side === "right" ? "row" : "column";
}

/** Puts `id` at a side of a pane. */
export function splitPane(node: PaneNode, id: string, place: Place): PaneNode {
  if (typeof node !== "string")
    return { ...node, first: splitPane(node.first, id, place), second: splitPane(node.second, id, place) };
  if (node !== place.at) return node;
  const before = place.side === "left" || place.side === "up";
  return { direction: directionOf(place.side), share: 0.5, first: before ? id : node, second: before ? node : id };
}

/** The rest without a pane; `null` when that is nothing. */
export function withoutPane(node: PaneNode, id: string): PaneNode | null {
  if (typeof node === "string") return node === id ? null : node;
  const first = withoutPane(node.first, id);
  const second = withoutPane(node.second, id);
  if (first === node.first && second === node.second) return node;
  return first && second ? { ...node, first, second } : (first ?? second);
}

export function replacePane(node: PaneNode, id: string, by: string): PaneNode {
  if (typeof node === "string") return node === id ? by : node;
  return { ...node, first: replacePane(node.first, id, by), second: replacePane(node.second, id, by) };
}

/** How often the deepest pane is split off. */
export function depthOf(node: PaneNode): number {
  return typeof node === "string" ? 0 : 1 + Math.max(depthOf(node.first), depthOf(node.second));
}

/** Sets the share of the split at `path`: `1` goes into the first part, `2` into the second. */
export function withShare(node: PaneNode, path: string, share: number): PaneNode {
  if (typeof node === "string") return node;
  const [step, rest] = [path.charAt(0), path.slice(1)];
  if (step === "1") return { ...node, first: withShare(node.first, rest, share) };
  if (step === "2") return { ...node, second: withShare(node.second, rest, share) };
  return { ...node, share: Math.min(SHARES.most, Math.max(SHARES.least, share)) };
}

/** Moves the nearest edge of a pane that can move to that side. */
export function pushEdge(node: PaneNode, id: string, { side, by }: { side: Side; by: number }): PaneNode {
  const found = edgeOf(node, id, directionOf(side));
  if (!found) return node;
  const signed = side === "left" || side === "up" ? -by : by;
  return withShare(node, found.path, found.share + signed);
}

function edgeOf(node: PaneNode, id: string, direction: PaneSplit["direction"]): { path: string; share: number } | null {
  if (typeof node === "string") return null;
  const [step, part] = panesOf(node.first).includes(id) ? (["1", node.first] as const) : (["2", node.second] as const);
  if (!panesOf(part).includes(id)) return null;
  const deeper = edgeOf(part, id, direction);
  if (deeper) return { ...deeper, path: step + deeper.path };
  return node.direction === direction ? { path: "", share: node.share } : null;
}
