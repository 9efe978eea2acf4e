import { useEffect } from "react";
import { toast } from "sonner";
import { keeper, prefer, preferences } from "../preferences/preferences.ts";
import { useStore } from "../store/use-store.ts";
import { leaderOf } from "../shortcuts/leaders.ts";

/** Tells once, ever, at the first running terminal, which keys a terminal does not get. */
export function useLeaderNote(running: boolean): void {
  // Another browser may have told it.
  const ready = useStore(keeper.ready);
  useEffect(() => {
    if (!running || !ready) return;
    const { leaderTold, leader } = preferences.get();
    if (leaderTold || matchMedia("(pointer: coarse)").matches) return;
    prefer({ leaderTold: true });
    toast("All keys go to the program", {
      description: `Press ${leaderOf(leader).label} for tabs, split, search and the palette.`,
      duration: 12_000,
    });
  }, [running, ready]);
}
