import type Sqlite from "better-sqlite3";
import type { ToolCallFact, ToolResultFact } from "../agents/facts.ts";
import { callAbout } from "./call-facts.ts";

/** The entry that a call or its result stands in. */
export interface CallPlace {
  readonly conversation: number;
  readonly entry: number;
  readonly thread: string;
  readonly at: number | null;
  /** Somebody else's. */
  readonly copied: boolean;
}

interface CallSide {
  readonly conversation: number;
  readonly call_id: string;
  readonly thread: string;
  readonly name: string;
  readonly remote: number;
  readonly entry: number;
  readonly at: number | null;
  readonly path: string | null;
  readonly access: string | null;
  readonly command: string | null;
  readonly copied: number;
}

interface ResultSide {
  readonly conversation: number;
  readonly call_id: string;
  readonly thread: string;
  readonly entry: number;
  readonly at: number | null;
  readonly outcome: string;
  readonly copied: number;
}

/** The rows of `calls`. A call and its result find each other, whichever comes first. */
export class CallRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      call: db.prepare<[CallSide]>(`
        insert into calls (conversation, call_id, thread, name, remote, call_entry, called_at, file_path, access, command, copied)
        values (@conversation, @call_id, @thread, @name, @remote, @entry, @at, @path, @access, @command, @copied)
        on conflict do update set thread = @thread, name = @name, remote = @remote, call_entry = @entry, called_at = @at,
          file_path = @path, access = @access, command = @command, copied = @copied
        where call_entry is null`),
      result: db.prepare<[ResultSide]>(`
        insert into calls (conversation, call_id, thread, name, remote, result_entry, ended_at, outcome, copied)
        values (@conversation, @call_id, @thread, '', 0, @entry, @at, @outcome, @copied)
        on conflict do update set result_entry = @entry, ended_at = @at, outcome = @outcome where result_entry is null`),
      copied: db.prepare<[number, number]>("update calls set copied = ? where call_entry = ?"),
      loseCalls: db.prepare<[number]>(
        `update calls set call_entry = null, called_at = null, name = '', file_path = null, access = null, command = null
         where call_entry in (select id from entries where file = ?)`,
      ),
      loseResults: db.prepare<[number]>(
        `update calls set result_entry = null, ended_at = null, outcome = null
         where result_entry in (select id from entries where file = ?)`,
      ),
      dropEmpty: db.prepare<[number]>("delete from calls where conversation = ? and call_entry is null and result_entry is null"),
    };
  }

  /** Says whether it was not known. */
  addCall(place: CallPlace, { id, name, input, remote }: ToolCallFact): boolean {
    const row = { ...rowOf(place), call_id: id, name, remote: remote ? 1 : 0, ...callAbout(name, input) };
    return this.#sql.call.run(row).changes > 0;
  }

  /** Says whether it was not known. */
  addResult(place: CallPlace, { callId, outcome }: ToolResultFact): boolean {
    return this.#sql.result.run({ ...rowOf(place), call_id: callId, outcome }).changes > 0;
  }

  markCopied(entry: number, copied: boolean): void {
    this.#sql.copied.run(copied ? 1 : 0, entry);
  }

  /** Takes away what that file said of the calls of those conversations. Its entries must still be there. */
  lose(file: number, conversations: readonly number[]): void {
    this.#sql.loseCalls.run(file);
    this.#sql.loseResults.run(file);
    for (const conversation of conversations) this.#sql.dropEmpty.run(conversation);
  }
}

function rowOf({ conversation, entry, thread, at, copied }: CallPlace) {
  return { conversation, entry, thread, at, copied: copied ? 1 : 0 };
}
