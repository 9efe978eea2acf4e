import { type DragEvent, type ReactNode, useState } from "react";
import { cx } from "../../ui/cx.ts";
import type { Side } from "../layout/tree.ts";
import { draggedTerminal, isTerminalDrag, nearestSide } from "./tab-drag.ts";

interface DropZoneProps {
  className: string;
  style?: React.CSSProperties | undefined;
  onDropTab: (id: string, side: Side) => void;
  children: ReactNode;
}

const HALVES: Record<Side, string> = {
  left: "inset-y-0 left-0 w-1/2",
  right: "inset-y-0 right-0 w-1/2",
  up: "inset-x-0 top-0 h-1/2",
  down: "inset-x-0 bottom-0 h-1/2",
};

/** A pane's place, which takes dragged tabs at its sides and shows where they would go. */
export function DropZone({ className, style, onDropTab, children }: DropZoneProps): ReactNode {
  const [side, setSide] = useState<Side | null>(null);
  const onDragOver = (event: DragEvent): void => {
    if (!isTerminalDrag(event)) return;
    event.preventDefault();
    setSide(nearestSide(event));
  };
  const onDrop = (event: DragEvent): void => {
    const id = draggedTerminal(event);
    setSide(null);
    if (id === null) return;
    event.preventDefault();
    onDropTab(id, nearestSide(event));
  };
  return (
    <div className={className} style={style} onDragOver={onDragOver} onDragLeave={() => setSide(null)} onDrop={onDrop}>
      {children}
      {side && <div aria-hidden className={cx("pointer-events-none absolute z-20 bg-accent opacity-20", HALVES[side])} />}
    </div>
  );
}
