import type { Terminal } from "@pilothouse/contracts";
import { useMemo } from "react";
import { link } from "../api/link.ts";
import { useStore } from "../store/use-store.ts";
import { byInterest } from "./order.ts";
import { liveTerminals } from "./terminals.ts";

export interface TerminalsView {
  /** In the order people look for them; `null` until the first answer. */
  readonly terminals: readonly Terminal[] | null;
  readonly failure: unknown;
  /** Since when the list may be out of date, in milliseconds since 1970; `null` while it is live. */
  readonly staleSince: number | null;
}

/** Every terminal of this person, live. */
export function useTerminals(): TerminalsView {
  const { terminals, failure } = useStore(liveTerminals.state);
  const { state, since } = useStore(link);
  const sorted = useMemo(() => (terminals ? [...terminals.values()].sort(byInterest) : null), [terminals]);
  return { terminals: sorted, failure, staleSince: state === "down" ? since : null };
}

/** One terminal, live; `undefined` while unknown or when there is none. */
export function useTerminal(id: string): Terminal | undefined {
  return useStore(liveTerminals.state).terminals?.get(id);
}
