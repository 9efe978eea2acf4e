import type Sqlite from "better-sqlite3";
import { INGEST_LIMITS } from "./limits.ts";

export interface BadLine {
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
}

/** What could not be read, or is not known here. */
export class ComplaintRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      bad: db.prepare<[number, number, number, string, number]>(
        "insert into bad_lines (file, offset, length, reason, at) values (?, ?, ?, ?, ?)",
      ),
      // The newest are kept; `files.bad` counts all.
      trim: db.prepare<[{ file: number; kept: number }]>(
        `delete from bad_lines where file = @file and id <= (
           select id from bad_lines where file = @file order by id desc limit 1 offset @kept
         )`,
      ),
      unknown: db.prepare<[number, string, number]>(
        `insert into unknown_kinds (file, kind, lines) values (?, ?, ?)
         on conflict do update set lines = lines + excluded.lines`,
      ),
      dropBad: db.prepare<[number]>("delete from bad_lines where file = ?"),
      dropUnknown: db.prepare<[number]>("delete from unknown_kinds where file = ?"),
    };
  }

  add(file: number, { bad, at }: { readonly bad: readonly BadLine[]; readonly at: number }): void {
    for (const { offset, length, reason } of bad.slice(-INGEST_LIMITS.badLinesPerFile))
      this.#sql.bad.run(file, offset, length, reason, at);
    if (bad.length > 0) this.#sql.trim.run({ file, kept: INGEST_LIMITS.badLinesPerFile });
  }

  addUnknown(file: number, kinds: ReadonlyMap<string, number>): void {
    for (const [kind, lines] of kinds) this.#sql.unknown.run(file, kind, lines);
  }

  dropOf(file: number): void {
    this.#sql.dropBad.run(file);
    this.#sql.dropUnknown.run(file);
  }
}
