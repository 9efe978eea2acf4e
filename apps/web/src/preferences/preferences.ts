import { browserCache, CACHE_KEY } from "./cache.ts";
import { type LayoutChange, PreferenceKeeper } from "./keeper.ts";
import type { Preferences } from "./values.ts";

/** The preferences of whoever is signed in, or was last. */
export const keeper = new PreferenceKeeper(browserCache(() => localStorage));

export const preferences = keeper.values;

/** Changes some of them, in every tab and browser of this person. */
export function prefer(change: Partial<Preferences>): void {
  keeper.prefer(change);
}

/** Changes the tabs of the terminal page. `change` may run again on a newer layout. */
export function changeLayout(change: LayoutChange): void {
  keeper.changeLayout(change);
}

/** Takes over what another tab of this browser changed. Returns the way to stop. */
export function followOtherTabs(): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key === CACHE_KEY) keeper.reread();
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}
