import type { PackedLines } from "../packed-lines.ts";
import type { Question, ScreenAnswer } from "../port.ts";
import type { Size } from "./open-terminal.ts";

/** Output in pieces, one behind the other. What lies in memory that threads share is not copied on its way, so it must not change. */
export interface Output {
  readonly offset: number;
  readonly views: readonly Uint8Array[];
}

/** Switches back what a program left switched that died. */
export interface Reset {
  readonly reset: string;
}

/** What happened to a terminal, in order. */
export type FeedItem = Output | Size | Reset | { readonly question: Question };

export interface Drawn extends Size {
  readonly screen: string;
  /** The last bytes that were fed and are not in the drawing: the beginning of a character. */
  readonly heldBytes: number;
}

/** `screen` is a number that the asking side makes up. */
export type ScreenRequest =
  | {
      readonly type: "open";
      readonly screen: number;
      readonly size: Size;
      readonly drawn: string;
      readonly scrollback?: number | undefined;
    }
  | { readonly type: "feed"; readonly screen: number; readonly items: readonly FeedItem[] }
  /** With less scrollback where the drawing would have more than `maxChars` characters. */
  | { readonly type: "draw"; readonly screen: number; readonly maxChars: number }
  /** The terminal is over: what is on the screen counts as scrolled off. */
  | { readonly type: "finish"; readonly screen: number }
  | { readonly type: "close"; readonly screen: number };

export interface ToWorker {
  readonly id: number;
  readonly request: ScreenRequest;
}

/** What a request came to: a drawing, or the lines that left the screen and the answers to what was asked. */
export interface Outcome {
  readonly drawn?: Drawn;
  readonly lines?: PackedLines;
  readonly answers?: readonly ScreenAnswer[];
  /** What it took of the thread's time, in milliseconds; waiting for a processor is not in it. */
  readonly workMs?: number;
}

export type FromWorker = { readonly id: number; readonly outcome: Outcome } | { readonly id: number; readonly error: string };
