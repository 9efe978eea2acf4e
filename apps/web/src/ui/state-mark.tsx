import { Check, CircleDashed, X } from "lucide-react";
import type { ReactNode } from "react";
import type { StateWords } from "../terminals/describe.ts";
import { cx } from "./cx.ts";

const COLOURS = { working: "text-accent", done: "text-green", failed: "text-red", unknown: "text-ink-faint" } as const;

/** A state as a shape of its own; the words are for screen readers unless `words` shows them. */
export function StateMark({ state, words = false }: { state: StateWords; words?: boolean }): ReactNode {
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", COLOURS[state.tone])} title={state.words}>
      <Shape tone={state.tone} />
      <span className={words ? undefined : "sr-only"}>{state.words}</span>
    </span>
  );
}

function Shape({ tone }: { tone: StateWords["tone"] }): ReactNode {
  switch (tone) {
    case "working":
      return (
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
          <circle cx="7" cy="7" r="4" fill="currentColor" />
        </svg>
      );
    case "done":
      return <Check size={14} strokeWidth={2.25} aria-hidden />;
    case "failed":
      return <X size={14} strokeWidth={2.25} aria-hidden />;
    case "unknown":
      return <CircleDashed size={14} strokeWidth={2} aria-hidden />;
  }
}
