import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useState } from "react";
import { cx } from "../../ui/cx.ts";
import type { Divider } from "../layout/arrange.ts";

interface PaneDividerProps {
  divider: Divider;
  /** What the fractions are of. */
  stage: RefObject<HTMLDivElement | null>;
  /** While it is dragged. */
  onDrag: (share: number) => void;
  /** When it is let go. */
  onShare: (share: number) => void;
}

const STEP = 0.05;
const LEAST = 0.1;

/** The edge between two parts of a tab, to be dragged or moved by arrow keys. */
export function PaneDivider({ divider, stage, onDrag, onShare }: PaneDividerProps): ReactNode {
  const [dragging, setDragging] = useState(false);
  const { direction, share, left, top, width, height, whole } = divider;
  const row = direction === "row";
  const shareAt = ({ clientX, clientY }: PointerEvent): number => {
    const box = stage.current?.getBoundingClientRect();
    if (!box) return share;
    const at = row ? (clientX - box.left) / box.width : (clientY - box.top) / box.height;
    const next = row ? (at - whole.left) / whole.width : (at - whole.top) / whole.height;
    return Math.min(1 - LEAST, Math.max(LEAST, next));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { [row ? "ArrowLeft" : "ArrowUp"]: -STEP, [row ? "ArrowRight" : "ArrowDown"]: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onShare(share + by);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that has a value is a control.
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr is only a line; this is a control.
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above.
      tabIndex={0}
      aria-label={row ? "Edge between left and right" : "Edge between above and below"}
      aria-orientation={row ? "vertical" : "horizontal"}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={LEAST * 100}
      aria-valuemax={100 - LEAST * 100}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={(event) => dragging && onDrag(shareAt(event))}
      onPointerUp={(event) => {
        if (dragging) onShare(shareAt(event));
        setDragging(false);
      }}
      onPointerCancel={() => {
        if (dragging) onShare(share);
        setDragging(false);
      }}
      onDoubleClick={() => onShare(0.5)}
      style={{
        left: percent(left),
        top: percent(top),
        width: row ? undefined : percent(width),
        height: row ? percent(height) : undefined,
      }}
      className={cx(
        "absolute z-10 touch-none after:absolute after:bg-line hover:after:bg-accent focus-visible:after:bg-accent",
        row
          ? "-ml-1 w-2 cursor-col-resize after:inset-y-0 after:left-1 after:w-px"
          : "-mt-1 h-2 cursor-row-resize after:inset-x-0 after:top-1 after:h-px",
        dragging && "after:bg-accent",
      )}
    />
  );
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}
