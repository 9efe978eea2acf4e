import type { SourceState, TranscriptAgent } from "@pilothouse/contracts";

/** A folder whose transcripts are to be read. */
export interface IndexedRoot {
  readonly id: string;
  readonly agent: TranscriptAgent;
  readonly path: string;
  /** `user:<id>`, `team:<id>`, or empty while it is nobody's. */
  readonly owner: string;
}

/** What of one conversation has changed. */
export interface ConversationChange {
  readonly id: string;
  readonly owner: string;
  /** Bytes that were read of it. */
  readonly bytes: number;
}

/** What the index says now that it did not say before. */
export interface IndexChange {
  readonly conversations: readonly ConversationChange[];
  /** Ids of projects that were met for the first time, and whose they are. */
  readonly projects: readonly { readonly id: string; readonly owner: string }[];
}

/** How far the reading of one folder is. */
export interface RootProgress {
  readonly id: string;
  readonly owner: string;
  readonly state: SourceState;
  readonly message: string | null;
  readonly files: number;
  readonly bytes: number;
  /** Of them, read so far. */
  readonly readBytes: number;
}

/** What the thread is told ... */
export type ToIndexer = { readonly type: "roots"; readonly roots: readonly IndexedRoot[] } | { readonly type: "close" };

/** ... and what it tells. */
export type FromIndexer =
  | { readonly type: "changed"; readonly change: IndexChange }
  | { readonly type: "progress"; readonly roots: readonly RootProgress[] }
  | { readonly type: "failed"; readonly path: string; readonly message: string }
  | { readonly type: "closed" };
