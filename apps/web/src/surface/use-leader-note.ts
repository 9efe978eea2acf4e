import { useEffect } from "react";
import { toast } from "sonner";
import { prefer, preferences } from "../preferences/preferences.ts";
import { leaderOf } from "../shortcuts/leaders.ts";

/** Tells once, ever, at the first running terminal, which keys a terminal does not get. */
export function useLeaderNote(running: boolean): void {
  useEffect(() => {
    if (!running) return;
    const { leaderTold, leader } = preferences.get();
    if (leaderTold || matchMedia("(pointer: coarse)").matches) return;
    prefer({ leaderTold: true });
    toast("All keys go to the program", {
      description: `Press ${leaderOf(leader).label} for tabs, split, search and the palette.`,
      duration: 12_000,
    });
  }, [running]);
}
