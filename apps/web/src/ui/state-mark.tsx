import { Check, CircleAlert, CircleDashed, CirclePause, X } from "lucide-react";
import type { ReactNode } from "react";
import type { StateWords } from "../terminals/describe.ts";
import { cx } from "./cx.ts";

const LOOKS: Record<StateWords["tone"], { colour: string; shape: ReactNode }> = {
  working: {
    colour: "text-accent",
    shape: (
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        <circle cx="7" cy="7" r="4" fill="currentColor" />
      </svg>
    ),
  },
  waiting: { colour: "text-amber", shape: <CircleAlert size={14} strokeWidth={2.25} aria-hidden /> },
  idle: { colour: "text-ink-soft", shape: <CirclePause size={14} strokeWidth={2} aria-hidden /> },
  done: { colour: "text-green", shape: <Check size={14} strokeWidth={2.25} aria-hidden /> },
  failed: { colour: "text-red", shape: <X size={14} strokeWidth={2.25} aria-hidden /> },
  unknown: { colour: "text-ink-faint", shape: <CircleDashed size={14} strokeWidth={2} aria-hidden /> },
};

/** A state as a shape of its own; the words are for screen readers unless `words` shows them. */
export function StateMark({ state, words = false }: { state: StateWords; words?: boolean }): ReactNode {
  const { colour, shape } = LOOKS[state.tone];
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", colour)} title={state.words}>
      {shape}
      <span className={words ? undefined : "sr-only"}>{state.words}</span>
    </span>
  );
}
