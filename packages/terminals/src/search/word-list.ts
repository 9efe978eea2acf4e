import type Sqlite from "better-sqlite3";
import { isCode } from "./words.ts";

const REMEMBERED = 50_000;

/** All different words of the index but numbers and hashes, for finding them by a part. */
export class WordList {
  readonly #add: Sqlite.Statement<[string]>;
  readonly #addParts: Sqlite.Statement<[number | bigint, string]>;
  /** Words that were added lately: most come again and again. */
  readonly #recent = new Set<string>();

  constructor(db: Sqlite.Database) {
    this.#add = db.prepare("insert or ignore into words (word) values (?)");
    this.#addParts = db.prepare("insert into parts (rowid, word) values (?, ?)");
  }

  add(words: Iterable<string>): void {
    for (const word of words) {
      if (this.#recent.has(word) || isCode(word)) continue;
      if (this.#recent.size >= REMEMBERED) this.#recent.clear();
      this.#recent.add(word);
      const { changes, lastInsertRowid } = this.#add.run(word);
      if (changes > 0) this.#addParts.run(lastInsertRowid, word);
    }
  }
}
