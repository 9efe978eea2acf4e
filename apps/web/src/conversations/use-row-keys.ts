import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import type { Action } from "../actions/actions.ts";
import { useActions } from "../actions/use-actions.ts";

interface Rows {
  readonly list: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly showRow: (index: number) => void;
}

/** Moves the focus from row to row of a long list with j, k and the arrows. Rows have `data-index` and a link. */
export function useRowKeys({ list, count, showRow }: Rows): (event: KeyboardEvent) => void {
  const awaited = useRef<number | null>(null);
  const rows = useRef({ count, showRow });
  // A row far away is drawn only after the list was scrolled to it.
  useEffect(() => {
    rows.current = { count, showRow };
    if (awaited.current !== null && focusRow(list.current, awaited.current)) awaited.current = null;
  });
  const step = useMemo(
    () =>
      (by: 1 | -1): void => {
        const { count: last, showRow: show } = rows.current;
        const next = Math.max(0, Math.min(last - 1, placeOf(list.current, by) + by));
        show(next);
        awaited.current = focusRow(list.current, next) ? null : next;
      },
    [list],
  );
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: "next-row",
        label: "Next conversation",
        group: "Go to",
        icon: ArrowDown,
        keys: "j",
        run: () => step(1),
      },
      {
        id: "previous-row",
        label: "Previous conversation",
        group: "Go to",
        icon: ArrowUp,
        keys: "k",
        run: () => step(-1),
      },
    ],
    [step],
  );
  useActions(actions);
  return (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  };
}

function focusRow(list: HTMLElement | null, index: number): boolean {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  link?.focus({ preventScroll: true });
  return link !== null && link !== undefined;
}

/** The row that has the focus, else the one that is open; from nowhere the first step leads to the first row. */
function placeOf(list: HTMLElement | null, by: 1 | -1): number {
  const focused = document.activeElement?.closest("[data-index]");
  const row = focused && list?.contains(focused) ? focused : list?.querySelector("[data-index]:has([aria-current=page])");
  const place = row?.getAttribute("data-index");
  return place === null || place === undefined ? (by > 0 ? -1 : 1) : Number(place);
}
