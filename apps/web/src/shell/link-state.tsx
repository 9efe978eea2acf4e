import { Wifi, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { type Link, link } from "../api/link.ts";
import { useStore } from "../store/use-store.ts";
import { useNow } from "../time/use-now.ts";
import { cx } from "../ui/cx.ts";
import { linkWords } from "./link-words.ts";

const COLOURS = { good: "text-ink-faint", waiting: "text-amber", bad: "text-red" } as const;

/** Round-trip time while the link is good, a sentence while it is not. */
export function LinkState(): ReactNode {
  const state = useStore(link);
  const now = useNow(1_000);
  const { tone, words } = linkWords(state, now);
  const Icon = state.state === "up" ? Wifi : WifiOff;
  return (
    <span
      className={cx("inline-flex min-w-0 items-center gap-1.5 px-2 text-xs", COLOURS[tone])}
      title={titleOf(state, words)}
      data-testid="link-state"
      data-tone={tone}
    >
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className={cx("truncate", tone === "good" && "max-sm:sr-only")}>{words}</span>
      <output className="sr-only">{tone === "good" ? "" : state.state === "down" ? "Connection lost" : words}</output>
    </span>
  );
}

function titleOf({ state, roundTripMs, behindMs }: Link, words: string): string {
  if (state !== "up" || roundTripMs === null) return words;
  const connected = `Connected. The last round trip to the server took ${Math.max(1, Math.round(roundTripMs))} ms.`;
  return behindMs > 0 ? `${words}. ${connected}` : connected;
}
