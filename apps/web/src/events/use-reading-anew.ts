import type { EventChannel } from "@pilothouse/contracts";
import { useEffect, useRef } from "react";
import { useEvents } from "./use-events.ts";

/** However much happens, a page reads anew no more often than this, in milliseconds. */
const PAUSE_MS = 1_000;

/** Reads anew what a page shows, a moment after something happened in these channels. */
export function useReadingAnew(channels: readonly EventChannel[], read: () => unknown): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(channels, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      read();
    }, PAUSE_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
