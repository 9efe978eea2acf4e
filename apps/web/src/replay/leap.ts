import type { Player } from "./player.ts";

/** How far an arrow key leaps, in milliseconds of the recording. */
const LEAP_MS = 5_000;

/** Five seconds back or on. */
export function leap(player: Player, by: 1 | -1): void {
  void player.seek({ at: Math.max(0, Math.round(player.state.get().at + by * LEAP_MS)) });
}
