import type { HealthEvent } from "@pilothouse/contracts";
import { createStore } from "../store/store.ts";

/** The control socket as people should understand it. */
export interface Link {
  readonly state: "connecting" | "up" | "down";
  /** When it got into this state, in milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds of the last round trip; `null` before the first. */
  readonly roundTripMs: number | null;
  /** What the server last said about itself. */
  readonly health: HealthEvent | null;
}

export const link = createStore<Link>({ state: "connecting", since: Date.now(), roundTripMs: null, health: null });

export function linkIs(state: Link["state"]): void {
  link.update((current) => (current.state === state ? current : { ...current, state, since: Date.now(), roundTripMs: null }));
}

export function linkHealth(health: HealthEvent): void {
  link.update((current) => ({ ...current, health }));
}

export function linkRoundTrip(roundTripMs: number): void {
  link.update((current) => ({ ...current, roundTripMs }));
}
