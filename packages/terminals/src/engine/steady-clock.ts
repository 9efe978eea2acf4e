import type { Clock } from "@pilothouse/platform";

/** A clock that stands still for as long as the one it follows is behind `latest`, or behind what it said before. */
export function steadyClock(clock: Clock, latest: number): Clock {
  let last = latest;
  return { now: () => (last = Math.max(last, clock.now())) };
}
