import { useEffect } from "react";
import { linkBehind } from "../api/link.ts";
import { Behind } from "./core/behind.ts";
import type { Surface } from "./core/surface.ts";
import { endOffsetOf } from "./surfaces.ts";

const EVERY_MS = 2_000;

/** Keeps the link's state told how far the screen that is looked at is behind. Asks only while output comes or something is missing. */
export function useBehind(surface: Surface): void {
  useEffect(() => {
    const behind = new Behind();
    let last = surface.drawnUpTo;
    const check = async (): Promise<void> => {
      if (document.visibilityState === "hidden" || surface.state.get().connection !== "live") return linkBehind(0);
      const now = Date.now();
      const still = surface.drawnUpTo === last && behind.behindMs(now, last) === 0;
      last = surface.drawnUpTo;
      if (still) return linkBehind(0);
      try {
        behind.saw(now, await endOffsetOf(surface.id));
        linkBehind(behind.behindMs(Date.now(), surface.drawnUpTo));
      } catch {
        // The server is away: the link's own state tells that.
      }
    };
    const timer = setInterval(() => void check(), EVERY_MS);
    return () => {
      clearInterval(timer);
      linkBehind(0);
    };
  }, [surface]);
}
