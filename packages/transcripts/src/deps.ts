import type { AuditFacts, AuditResult, TranscriptAgent } from "@pilothouse/contracts";
import type { Actor, Clock, Logger } from "@pilothouse/platform";
import type { Indexer } from "./indexer/indexer.ts";
import type { OwnStore } from "./own/own-store.ts";
import type { Readers } from "./read/readers.ts";
import type { LinkedTerminal } from "./read/sight.ts";

/** A folder whose transcripts are read. */
export interface TranscriptRoot {
  readonly agent: TranscriptAgent;
  readonly path: string;
}

/** What an administrator does to a source. */
export interface SourceAct {
  /** The procedure's name. */
  readonly action: string;
  readonly target: string;
  readonly result: AuditResult;
  readonly before: AuditFacts;
  readonly after: AuditFacts;
}

/** What every verb on transcripts works with. */
export interface TranscriptDeps {
  readonly readers: Pick<Readers, "ask">;
  readonly own: OwnStore;
  readonly indexer: Pick<Indexer, "progress" | "setRoots">;
  readonly roots: readonly TranscriptRoot[];
  /** The teams that a user is in, by their ids. */
  readonly teamsOf: (userId: string) => Promise<ReadonlyMap<string, unknown>>;
  /** Those that an actor has and in which an agent has, or had, a conversation; the last one of a conversation counts. */
  readonly terminalsOf: (userId: string) => Promise<readonly LinkedTerminal[]>;
  readonly audit: (actor: Actor, act: SourceAct) => Promise<void>;
  /** A project was created, changed or deleted; told with its owner. */
  readonly onProject: (change: { readonly id: string; readonly owner: string }) => void;
  readonly clock: Clock;
  readonly log: Logger;
}
