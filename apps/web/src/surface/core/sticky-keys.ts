import type { Store } from "../../store/store.ts";
import type { Sticky } from "./key-bytes.ts";
import type { SurfaceState } from "./surface-state.ts";

/** Holds a modifier for the next key, or lets it go. */
export function toggleSticky(state: Store<SurfaceState>, modifier: keyof Sticky): void {
  state.update((current) =>
    modifier === "ctrl" ? { ...current, stickyCtrl: !current.stickyCtrl } : { ...current, stickyAlt: !current.stickyAlt },
  );
}

/** The modifiers that are held. They are for one key. */
export function takeSticky(state: Store<SurfaceState>): Sticky {
  const { stickyCtrl: ctrl, stickyAlt: alt } = state.get();
  if (ctrl || alt) state.update((current) => ({ ...current, stickyCtrl: false, stickyAlt: false }));
  return { ctrl, alt };
}
