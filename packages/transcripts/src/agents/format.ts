import type { JsonObject } from "../lines/parse-line.ts";
import type { LineFacts } from "./facts.ts";

/** What a reader has to remember from one line to the next, so that it can go on after a restart. JSON. */
export type ReaderState = JsonObject | null;

/** Reads the objects of one transcript, in their order. */
export interface TranscriptReader {
  read(object: JsonObject): LineFacts;
  /** For `openReader`, behind the last object that was read. */
  readonly state: ReaderState;
}

/** What other transcripts know. */
export interface Relatives {
  /** The running totals of tokens in another conversation, in their order; `null` when it is not known here. */
  readonly totalsOf: (sessionId: string) => readonly number[] | null;
}
