import { duration } from "../time/relative.ts";

/** How long something took: `320 ms`, `4.2 s`, `3 min`; `—` where it is not known. */
export function formatMs(ms: number | null): string {
  if (ms === null) return "—";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1).replace(/\.0$/, "")} s` : duration(ms);
}
