/** The terminals in the tab strip, from left to right. */
export type Tabs = readonly string[];

/** More than this many tabs are of no use; the one that was opened first goes. */
export const MOST_TABS = 30;

/** The tabs with one more at the end, if it is not there yet. */
export function withTab(tabs: Tabs, id: string): Tabs {
  return tabs.includes(id) ? tabs : [...tabs, id].slice(-MOST_TABS);
}

export function withoutTab(tabs: Tabs, id: string): Tabs {
  return tabs.includes(id) ? tabs.filter((tab) => tab !== id) : tabs;
}

/** What to look at when `id` is closed: the tab to its right, else to its left, that no pane shows yet. */
export function nextTab(tabs: Tabs, id: string, shown: readonly string[]): string | null {
  const at = tabs.indexOf(id);
  const candidates = [...tabs.slice(at + 1), ...tabs.slice(0, Math.max(0, at)).toReversed()];
  return candidates.find((tab) => tab !== id && !shown.includes(tab)) ?? null;
}

/** The tab `steps` to the right of `id` (to the left when negative), around the end. */
export function stepTab(tabs: Tabs, id: string, steps: number): string | null {
  const at = tabs.indexOf(id);
  if (at < 0 || tabs.length < 2) return null;
  return tabs[(at + steps + tabs.length) % tabs.length] ?? null;
}

/** What storage held, made safe to use. */
export function readTabs(stored: unknown): Tabs {
  if (!Array.isArray(stored)) return [];
  const ids = stored.filter((id): id is string => typeof id === "string" && /^[0-9a-f-]{36}$/.test(id));
  return [...new Set(ids)].slice(-MOST_TABS);
}
