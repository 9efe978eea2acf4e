import { useEffect, useRef, useState } from "react";
import { Player } from "./player.ts";
import { openReplayScreen, type ReplayScreen } from "./replay-screen.ts";
import type { ReplaySource } from "./replay-source.ts";

export interface Replay {
  readonly player: Player;
  readonly screen: ReplayScreen;
}

/** A player of a recording, whose screen is in the element that gets `ref`; `null` until it is there. */
export function useReplay(source: ReplaySource, at: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [replay, setReplay] = useState<Replay | null>(null);
  const first = useRef(at);
  useEffect(() => {
    first.current = at;
  });
  useEffect(() => {
    const container = ref.current;
    if (!container) return undefined;
    const screen = openReplayScreen(container);
    const player = new Player(source, screen.terminal);
    setReplay({ player, screen });
    void player.seek({ offset: first.current });
    return () => {
      setReplay(null);
      player.close();
      screen.close();
    };
  }, [source]);
  return { ref, replay };
}
