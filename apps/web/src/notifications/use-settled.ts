import { useEffect, useRef } from "react";
import { useNeeding } from "../attention/use-needing.ts";
import { useStore } from "../store/use-store.ts";
import { liveTerminals } from "../terminals/terminals.ts";
import { settled } from "./settled.ts";
import { findWorker } from "./worker.ts";

/** Takes a notification of this device away once its terminal was looked after, here or elsewhere. */
export function useSettled(): void {
  const known = useStore(liveTerminals.state).terminals !== null;
  const needing = useNeeding();
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!known) return;
    const now = new Set(needing.map(({ id }) => id));
    const isOver = settled(before.current, now);
    before.current = now;
    if (isOver) void closeWhere(isOver).catch(() => undefined);
  }, [known, needing]);
}

async function closeWhere(isOver: (tag: string) => boolean): Promise<void> {
  const shown = (await (await findWorker())?.getNotifications()) ?? [];
  for (const notification of shown) if (isOver(notification.tag)) notification.close();
}
