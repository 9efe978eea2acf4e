import type Sqlite from "better-sqlite3";
import { INGEST_LIMITS } from "./limits.ts";

const SETTING = "words";

interface FoundRow {
  readonly id: number;
  readonly text: string;
}

/**
 * The words that a search finds. They are written many blocks at a time, because that is several times as fast as one by
 * one: all blocks up to a number are in, and those behind it wait for `catchUp`.
 */
export class WordRows {
  readonly #sql;
  #upTo: number;

  constructor(db: Sqlite.Database) {
    const searched = "select id, text from blocks where searched is not null and";
    this.#sql = {
      upTo: db.prepare<[string], number>("select cast(value as integer) from settings where name = ?").pluck(),
      setUpTo: db.prepare<[string, string]>("insert or replace into settings (name, value) values (?, ?)"),
      last: db.prepare<[], number | null>("select max(id) from blocks").pluck(),
      write: db.prepare<[number, number]>(`
        insert into found (rowid, text) select blocks.id, blocks.text from blocks join entries on entries.id = blocks.entry
        where blocks.id > ? and blocks.id <= ? and searched is not null and original is null and replayed = 0
        order by blocks.id`),
      index: db.prepare<[number, string]>("insert into found (rowid, text) values (?, ?)"),
      unindex: db.prepare<[number, string]>("insert into found (found, rowid, text) values ('delete', ?, ?)"),
      ofEntry: db.prepare<[number, number], FoundRow>(`${searched} entry = ? and id <= ?`),
      ofFile: db.prepare<[number, number], FoundRow>(
        `${searched} entry in (select id from entries where file = ? and original is null and replayed = 0) and id <= ?`,
      ),
    };
    this.#upTo = this.#sql.upTo.get(SETTING) ?? 0;
  }

  /** How many blocks wait, at most. */
  get waiting(): number {
    return (this.#sql.last.get() ?? 0) - this.#upTo;
  }

  /** Writes the words of some blocks that wait. */
  catchUp(): void {
    const end = Math.min(this.#upTo + INGEST_LIMITS.wordsStepBlocks, this.#sql.last.get() ?? 0);
    if (end <= this.#upTo) return;
    this.#sql.write.run(this.#upTo, end);
    this.#moveTo(end);
  }

  /** An entry that was a copy is none any more. */
  show(entry: number): void {
    for (const { id, text } of this.#sql.ofEntry.all(entry, this.#upTo)) this.#sql.index.run(id, text);
  }

  /** An entry is a copy now. */
  hide(entry: number): void {
    for (const { id, text } of this.#sql.ofEntry.all(entry, this.#upTo)) this.#sql.unindex.run(id, text);
  }

  /** Takes away the words of a file's blocks, which are still there. */
  dropOf(file: number): void {
    for (const { id, text } of this.#sql.ofFile.all(file, this.#upTo)) this.#sql.unindex.run(id, text);
  }

  /** Blocks were taken away, and their numbers may be given to others. */
  stepBack(): void {
    const last = this.#sql.last.get() ?? 0;
    if (last < this.#upTo) this.#moveTo(last);
  }

  /** What was written has been taken back. */
  forget(): void {
    this.#upTo = this.#sql.upTo.get(SETTING) ?? 0;
  }

  #moveTo(id: number): void {
    this.#upTo = id;
    this.#sql.setUpTo.run(SETTING, String(id));
  }
}
