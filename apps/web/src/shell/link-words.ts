import type { Link } from "../api/link.ts";
import { duration } from "../time/relative.ts";

export interface LinkWords {
  readonly tone: "good" | "waiting" | "bad";
  readonly words: string;
}

/** A screen that is younger than that is as good as live. */
const WORTH_SAYING_MS = 2_000;

/** The state of the link as one plain sentence, or the round-trip time when all is well. */
export function linkWords({ state, since, roundTripMs, behindMs, health }: Link, now: number): LinkWords {
  if (state === "down") return { tone: "bad", words: `Connection lost ${duration(now - since)} ago, trying again` };
  if (state === "connecting") return { tone: "waiting", words: "Connecting…" };
  if (health?.status === "draining") return { tone: "waiting", words: "The server is restarting" };
  if (health?.runner === "offline") return { tone: "bad", words: "The runner is offline, terminals cannot start" };
  if (behindMs >= WORTH_SAYING_MS) return { tone: "waiting", words: `${Math.round(behindMs / 1_000)} s behind` };
  if (roundTripMs === null) return { tone: "good", words: "Connected" };
  return { tone: "good", words: `${roundTripMs < 1 ? "<1" : Math.round(roundTripMs)} ms` };
}
