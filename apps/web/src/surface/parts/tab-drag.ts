import type { DragEvent } from "react";
import type { Side } from "../layout/tree.ts";

const TYPE = "application/x-pilothouse-terminal";

/** Lets a tab be dragged: to another place in the strip, or onto a pane. */
export function dragTerminal(event: DragEvent, id: string): void {
  event.dataTransfer.setData(TYPE, id);
  event.dataTransfer.effectAllowed = "move";
}

/** Whether what is dragged is a tab; which one is told only when it is dropped. */
export function isTerminalDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TYPE);
}

export function draggedTerminal({ dataTransfer }: DragEvent): string | null {
  return dataTransfer.getData(TYPE) || null;
}

/** The side of an element that the pointer is nearest to. */
export function nearestSide({ clientX, clientY, currentTarget }: DragEvent): Side {
  const box = currentTarget.getBoundingClientRect();
  const x = (clientX - box.left) / box.width;
  const y = (clientY - box.top) / box.height;
  const gaps: Record<Side, number> = { left: x, right: 1 - x, up: y, down: 1 - y };
  const sides = ["right", "left", "down", "up"] as const;
  return sides.toSorted((a, b) => gaps[a] - gaps[b])[0] ?? "right";
}
