import type { HealthEvent } from "@pilothouse/contracts";
import { createStore } from "../store/store.ts";

/** The control socket as people should understand it. */
export interface Link {
  readonly state: "connecting" | "up" | "down";
  /** When it got into this state, in milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds of the last round trip; `null` before the first. */
  readonly roundTripMs: number | null;
  /** How old the terminal's screen that is looked at is at least, in milliseconds; 0 while it keeps up. */
  readonly behindMs: number;
  /** What the server last said about itself. */
  readonly health: HealthEvent | null;
}

/** A socket that is back by then was never gone for a person, such as one that was closed to renew the sign-in. */
const GRACE_MS = 1_000;

export const link = createStore<Link>({ state: "connecting", since: Date.now(), roundTripMs: null, behindMs: 0, health: null });

let closing: ReturnType<typeof setTimeout> | null = null;

export function linkOpened(): void {
  if (closing) clearTimeout(closing);
  closing = null;
  link.update((current) => (current.state === "up" ? current : { ...current, state: "up", since: Date.now() }));
}

export function linkClosed(): void {
  const since = Date.now();
  closing ??= setTimeout(() => {
    link.update((current) => (current.state === "down" ? current : { ...current, state: "down", since, roundTripMs: null }));
  }, GRACE_MS);
}

export function linkHealth(health: HealthEvent): void {
  link.update((current) => ({ ...current, health }));
}

export function linkRoundTrip(roundTripMs: number): void {
  link.update((current) => ({ ...current, roundTripMs }));
}

export function linkBehind(behindMs: number): void {
  link.update((current) => (current.behindMs === behindMs ? current : { ...current, behindMs }));
}
