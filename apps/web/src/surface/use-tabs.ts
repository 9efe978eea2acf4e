import { useEffect, useMemo } from "react";
import { useStore } from "../store/use-store.ts";
import { useTerminals } from "../terminals/use-terminals.ts";
import { openTabs } from "./open-tabs.ts";
import { type Tabs, withTab } from "./tabs.ts";

/** The tabs of this person in this browser, with the given ones, without terminals that are gone. */
export function useTabs(userId: string, shown: readonly string[]): Tabs {
  const store = openTabs(userId);
  const stored = useStore(store.tabs);
  const { terminals } = useTerminals();
  const shownKey = shown.join(" ");
  useEffect(() => {
    for (const id of shownKey.split(" ")) store.open(id);
  }, [store, shownKey]);
  return useMemo(() => {
    const known = terminals && new Set(terminals.map(({ id }) => id));
    const alive = known ? stored.filter((id) => known.has(id)) : stored;
    return shownKey.split(" ").reduce(withTab, alive);
  }, [terminals, stored, shownKey]);
}
