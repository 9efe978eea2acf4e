import type { Terminal, TerminalsEvent } from "@pilothouse/contracts";
import { createStore, type Store } from "../store/store.ts";
import { applyTerminalsEvent, type TerminalsById } from "./terminals-event.ts";

export interface LiveTerminals {
  /** `null` until the first answer. */
  readonly terminals: TerminalsById | null;
  /** Why the stream ended for good; `null` while it goes on, also over lost connections. */
  readonly failure: unknown;
}

type Watch = (handlers: { onEvent(event: TerminalsEvent): void; onFailure(error: unknown): void }) => () => void;

export interface LiveTerminalsStore {
  readonly state: Store<LiveTerminals>;
  /** Follows the server until the returned function is called. */
  start(): () => void;
  /** Begins again after a failure. */
  retry(): void;
  /** Shows a change before the server confirms it. Returns the way to take it back. */
  assume(id: string, change: Partial<Pick<Terminal, "title">>): () => void;
}

/** Every terminal this person may see, kept in step by one subscription for all pages. */
export function createLiveTerminals(watch: Watch): LiveTerminalsStore {
  const state = createStore<LiveTerminals>({ terminals: null, failure: null });
  let stop: (() => void) | null = null;

  const patch = (id: string, change: Partial<Terminal>): void => {
    const terminal = state.get().terminals?.get(id);
    if (terminal) apply({ type: "changed", terminal: { ...terminal, ...change } });
  };
  const apply = (event: TerminalsEvent): void =>
    state.update(({ terminals }) => ({ terminals: applyTerminalsEvent(terminals ?? new Map(), event), failure: null }));
  const follow = (): void => {
    stop = watch({ onEvent: apply, onFailure: (failure) => state.update((current) => ({ ...current, failure })) });
  };

  return {
    state,
    start: () => {
      follow();
      return () => {
        stop?.();
        stop = null;
        state.set({ terminals: null, failure: null });
      };
    },
    retry: () => {
      stop?.();
      state.update((current) => ({ ...current, failure: null }));
      follow();
    },
    assume: (id, change) => {
      const before = state.get().terminals?.get(id);
      patch(id, change);
      return () => {
        if (before && change.title !== undefined) patch(id, { title: before.title });
      };
    },
  };
}
