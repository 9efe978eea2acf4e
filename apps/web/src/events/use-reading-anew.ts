import type { EventChannel } from "@pilothouse/contracts";
import { useEvents } from "./use-events.ts";
import { useRereading } from "./use-rereading.ts";

/** However much happens, a page usually reads anew no more often than this, in milliseconds. */
const PAUSE_MS = 1_000;

/** Reads anew what a page shows, a moment after something happened in these channels. What costs more is given a longer pause. */
export function useReadingAnew(channels: readonly EventChannel[], read: () => unknown, pauseMs = PAUSE_MS): void {
  const ask = useRereading();
  useEvents(channels, () => ask(read, pauseMs));
}
