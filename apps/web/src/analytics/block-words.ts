import type { UsageBlock } from "@pilothouse/contracts";
import { duration } from "../time/relative.ts";

/** From when to when a block goes, as a clock on the viewer's wall shows it: `14:00–19:00`. */
export function blockWords({ from, to }: Pick<UsageBlock, "from" | "to">): string {
  return `${clock(from)}–${clock(to)}`;
}

/** How long a block goes on. */
export function leftWords(to: number, now: number): string {
  return to <= now ? "is over" : `ends in ${duration(to - now)}`;
}

function clock(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
