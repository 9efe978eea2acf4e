import { createStore, type Store } from "../store/store.ts";
import { readTabs, type Tabs, withoutTab, withTab } from "./tabs.ts";

export interface OpenTabs {
  readonly tabs: Store<Tabs>;
  open(id: string): void;
  close(id: string): void;
  /** Puts another terminal where `id` was. */
  replace(id: string, by: string): void;
}

const stores = new Map<string, OpenTabs>();

/** The tab strip of one person in this browser; it is there again after a reload. */
export function openTabs(userId: string): OpenTabs {
  const known = stores.get(userId);
  if (known) return known;
  const key = `pilothouse:tabs:${userId}`;
  const tabs = createStore<Tabs>(load(key));
  const change = (next: Tabs): void => {
    if (next === tabs.get()) return;
    tabs.set(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const made: OpenTabs = {
    tabs,
    open: (id) => change(withTab(tabs.get(), id)),
    close: (id) => change(withoutTab(tabs.get(), id)),
    replace: (id, by) => change(tabs.get().map((tab) => (tab === id ? by : tab))),
  };
  stores.set(userId, made);
  return made;
}

function load(key: string): Tabs {
  try {
    return readTabs(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    // Storage holds something else: begin with no tabs.
    return [];
  }
}
