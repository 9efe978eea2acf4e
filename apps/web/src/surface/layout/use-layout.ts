import type { Terminal } from "@pilothouse/contracts";
import { useEffect, useMemo } from "react";
import type { Layout, LayoutChange } from "../../preferences/keeper.ts";
import { changeLayout, preferences } from "../../preferences/preferences.ts";
import { useStore } from "../../store/use-store.ts";
import { opened, placed, pruned, tabOf, tidied } from "./layout.ts";

interface Shown {
  /** The terminal that is looked at; it always has a pane. */
  readonly active: string;
  /** One to put beside it. */
  readonly beside: string | undefined;
  readonly onPlaced: () => void;
  readonly terminals: ReadonlyMap<string, Terminal> | null;
}

export interface StageLayout {
  readonly layout: Layout;
  readonly change: (change: LayoutChange) => void;
}

/** This person's tabs and panes, as they are shown now: without terminals that are gone. */
export function useLayout({ active, beside, onPlaced, terminals }: Shown): StageLayout {
  const stored = useStore(preferences).layout;
  const change = useMemo(
    () => (next: LayoutChange) => changeLayout(terminals ? tidied(next, (id) => terminals.has(id)) : next),
    [terminals],
  );
  const known = terminals?.has(active) ?? false;
  useEffect(() => {
    if (known) change((layout) => opened(layout, active));
  }, [change, active, known]);
  const wanted = known && beside !== undefined && terminals?.has(beside) ? beside : null;
  useEffect(() => {
    if (wanted === null) return;
    change((layout) => besideEachOther(layout, active, wanted));
    onPlaced();
  }, [change, active, wanted, onPlaced]);
  const layout = useMemo(() => {
    const alive = terminals ? pruned(stored, (id) => id === active || terminals.has(id)) : stored;
    return opened(alive, active);
  }, [stored, active, terminals]);
  return { layout, change };
}

function besideEachOther(layout: Layout, active: string, other: string): Layout {
  const both = opened(layout, active);
  return tabOf(both, active) === tabOf(both, other) ? both : placed(both, other, { at: active, side: "right" });
}
