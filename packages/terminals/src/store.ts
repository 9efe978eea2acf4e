import type { TerminalStatus } from "@pilothouse/contracts";
import type { WriterStore } from "./audit/writer-store.ts";
import type { Possession } from "./possessions.ts";
import type { ShareStore } from "./shares/share-store.ts";
import type { RunnerFacts, TerminalRecord } from "./record.ts";

/** What can change of a record. */
export type RecordChange =
  | Partial<RunnerFacts & Pick<TerminalRecord, "attention">>
  | { readonly title: string }
  | { readonly teamId: string | null };

type Inserted = "added" | "too many" | "not in its team";

export interface Holder {
  readonly userId: string;
  readonly teams: ReadonlyMap<string, unknown>;
}

/** Where records are kept. */
export interface TerminalStore extends WriterStore, ShareStore {
  /**
   * Adds the record, unless `limit` running ones that its owner made are in the owner's reach already, or the owner is not in
   * its team.
   */
  insertWithin(record: TerminalRecord, limit: number): Promise<Inserted>;
  get(id: string): Promise<TerminalRecord | undefined>;
  /** What a user made, whatever team has it; newest first. */
  listMade(ownerId: string, status?: TerminalStatus): Promise<TerminalRecord[]>;
  /** What somebody has who is in these teams, newest first. */
  listHeld(by: Holder, status?: TerminalStatus): Promise<TerminalRecord[]>;
  listRunning(runnerId: string): Promise<TerminalRecord[]>;
  /** What is over, in the order of its end. */
  listEnded(runnerId: string): Promise<TerminalRecord[]>;
  /** The record afterwards; `undefined` when there is none of this id. */
  update(id: string, change: RecordChange): Promise<TerminalRecord | undefined>;
  /** Whose it was at its end; `undefined` when there was none of this id. */
  remove(id: string): Promise<Possession | undefined>;
}
