import { type LayoutTab, LIMITS, panesOf } from "@pilothouse/contracts";
import type { Layout, LayoutChange } from "../../preferences/keeper.ts";
import { depthOf, type Place, replacePane, splitPane, withoutPane } from "./tree.ts";

/** The tab that has a terminal. */
export function tabOf(layout: Layout, id: string): LayoutTab | undefined {
  return layout.find(({ panes }) => panesOf(panes).includes(id));
}

/** A tab of its own at the end, for a terminal that has no place yet; the first tab gives way when there are too many. */
export function opened(layout: Layout, id: string): Layout {
  return tabOf(layout, id) ? layout : [...layout, { panes: id, zoomed: false }].slice(-LIMITS.tabsPerUser);
}

/** Without a terminal's pane; its tab goes with the last one. */
export function closed(layout: Layout, id: string): Layout {
  return changeTab(layout, id, ({ panes, zoomed }) => {
    const rest = withoutPane(panes, id);
    return rest === null ? null : { panes: rest, zoomed: zoomed && typeof rest !== "string" };
  });
}

/** Without the whole tab that has a terminal. */
export function tabClosed(layout: Layout, id: string): Layout {
  return changeTab(layout, id, () => null);
}

export function replaced(layout: Layout, id: string, by: string): Layout {
  return changeTab(layout, id, ({ panes, zoomed }) => ({ panes: replacePane(panes, id, by), zoomed }));
}

/** Whether there is room for one more pane beside this one. */
export function canSplit(layout: Layout, at: string): boolean {
  const tab = tabOf(layout, at);
  if (!tab) return false;
  const split = splitPane(tab.panes, "", { at, side: "right" });
  return panesOf(split).length <= LIMITS.panesPerTab && depthOf(split) <= LIMITS.paneDepth;
}

/** Puts a terminal, from wherever it is, at a side of a pane. */
export function placed(layout: Layout, id: string, place: Place): Layout {
  if (id === place.at) return layout;
  const rest = closed(layout, id);
  if (!canSplit(rest, place.at)) return layout;
  return changeTab(rest, place.at, ({ panes }) => ({ panes: splitPane(panes, id, place), zoomed: false }));
}

/** Moves the tab that has a terminal to another place, from 0. */
export function moved(layout: Layout, id: string, to: number): Layout {
  const tab = tabOf(layout, id);
  if (!tab) return layout;
  const rest = layout.filter((other) => other !== tab);
  const place = Math.min(rest.length, Math.max(0, to));
  return layout.indexOf(tab) === place ? layout : [...rest.slice(0, place), tab, ...rest.slice(place)];
}

/** Gives a pane its whole tab, or takes that back. */
export function zoomToggled(layout: Layout, id: string): Layout {
  return changeTab(layout, id, ({ panes, zoomed }) => ({ panes, zoomed: !zoomed && typeof panes !== "string" }));
}

/** The panes of a tab changed by `change`. */
export function repaned(layout: Layout, id: string, change: (panes: LayoutTab["panes"]) => LayoutTab["panes"]): Layout {
  return changeTab(layout, id, ({ panes, zoomed }) => ({ panes: change(panes), zoomed }));
}

/** Without the terminals that are gone. */
export function pruned(layout: Layout, isThere: (id: string) => boolean): Layout {
  const gone = layout.flatMap(({ panes }) => panesOf(panes)).filter((id) => !isThere(id));
  return gone.reduce(closed, layout);
}

/** First leaves out what is gone, so that dead panes do not pile up. */
export function tidied(change: LayoutChange, isThere: (id: string) => boolean): LayoutChange {
  return (layout) => change(pruned(layout, isThere));
}

function changeTab(layout: Layout, id: string, change: (tab: LayoutTab) => LayoutTab | null): Layout {
  const tab = tabOf(layout, id);
  if (!tab) return layout;
  return layout.flatMap((other) => {
    if (other !== tab) return [other];
    const next = change(tab);
    return next ? [next] : [];
  });
}
