import type { SurfaceState } from "./core/surface-state.ts";

export type PaneStatus = "connecting" | "running" | "reconnecting" | "exited" | "lost" | "failed";

/** A pane's state in one word. */
export function paneStatus({ ended, failure, connection, painted }: SurfaceState): PaneStatus {
  if (ended) return ended.status;
  if (failure) return "failed";
  // A program that has not said anything yet runs all the same.
  if (!painted && connection !== "live") return "connecting";
  return connection === "reconnecting" ? "reconnecting" : "running";
}
