import type { PaneNode, PaneSplit } from "@pilothouse/contracts";
import type { Side } from "./tree.ts";

/** A part of the surface, in fractions of it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Divider extends Box {
  readonly direction: PaneSplit["direction"];
  /** Names its split for `withShare`. */
  readonly path: string;
  readonly share: number;
  /** What both parts have together. */
  readonly whole: Box;
}

export interface Arrangement {
  readonly panes: ReadonlyMap<string, Box>;
  readonly dividers: readonly Divider[];
}

const ALL: Box = { left: 0, top: 0, width: 1, height: 1 };

/** Where each pane is, and the edges that can be dragged. */
export function arrange(node: PaneNode): Arrangement {
  const panes = new Map<string, Box>();
  const dividers: Divider[] = [];
  const place = (part: PaneNode, box: Box, path: string): void => {
    if (typeof part === "string") {
      panes.set(part, box);
      return;
    }
    const { direction, share } = part;
    const [first, second, edge] = cut(box, part);
    dividers.push({ ...edge, direction, path, share, whole: box });
    place(part.first, first, `${path}1`);
    place(part.second, second, `${path}2`);
  };
  place(node, ALL, "");
  return { panes, dividers };
}

function cut(box: Box, { direction, share }: PaneSplit): readonly [Box, Box, Box] {
  if (direction === "row") {
    const width = box.width * share;
    const left = box.left + width;
    return [
      { ...box, width },
      { ...box, left, width: box.width - width },
      { ...box, left, width: 0 },
    ];
  }
  const height = box.height * share;
  const top = box.top + height;
  return [
    { ...box, height },
    { ...box, top, height: box.height - height },
    { ...box, top, height: 0 },
  ];
}

/** The pane next to one at a side: the one with most of that edge; `null` at the surface's own edge. */
export function neighbour(node: PaneNode, id: string, side: Side): string | null {
  const { panes } = arrange(node);
  const from = panes.get(id);
  if (!from) return null;
  let best: { id: string; shared: number } | null = null;
  for (const [other, box] of panes) {
    const shared = other === id || !touches(from, box, side) ? 0 : sharedEdge(from, box, side);
    if (shared > (best?.shared ?? TINY)) best = { id: other, shared };
  }
  return best?.id ?? null;
}

/** Fractions that only rounding keeps apart. */
const TINY = 1e-6;

function touches(from: Box, to: Box, side: Side): boolean {
  const [one, other] = {
    left: [to.left + to.width, from.left],
    right: [from.left + from.width, to.left],
    up: [to.top + to.height, from.top],
    down: [from.top + from.height, to.top],
  }[side];
  return Math.abs((one ?? 0) - (other ?? 0)) < TINY;
}

function sharedEdge(a: Box, b: Box, side: Side): number {
  if (side === "left" || side === "right") return overlap([a.top, a.height], [b.top, b.height]);
  return overlap([a.left, a.width], [b.left, b.width]);
}

type Span = readonly [start: number, length: number];

function overlap([a, along]: Span, [b, beside]: Span): number {
  return Math.min(a + along, b + beside) - Math.max(a, b);
}
