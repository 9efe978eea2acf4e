import type Sqlite from "better-sqlite3";
import { SEARCH_LIMITS } from "./limits.ts";
import type { Term } from "./parse-query.ts";
import { isCode, joins } from "./words.ts";

/** Where the words of a line are looked for: at the beginning of words, or also inside them. */
export type Stage = "start" | "inside";

const MOST = SEARCH_LIMITS.wordsPerTerm;
const TRIGRAM = 3;

const quote = (word: string) => `"${word.replaceAll('"', '""')}"`;
const anyOf = (words: readonly string[]) => `(${words.map(quote).join(" OR ")})`;

function trigramsOf(word: string): string[] {
  const chars = Array.from(word);
  return chars.slice(TRIGRAM - 1).map((_, at) => chars.slice(at, at + TRIGRAM).join(""));
}

/** Turns what is looked for into an expression that finds all blocks which may have it, and some that do not. */
export class CandidateWords {
  readonly #beginning: Sqlite.Statement<[string, string, number], string>;
  readonly #containing: Sqlite.Statement<[string, string, string, number], string>;

  constructor(db: Sqlite.Database) {
    const word = "select word from words where";
    this.#beginning = db.prepare<[string, string, number], string>(`${word} word >= ? and word < ? limit ?`).pluck();
    this.#containing = db
      .prepare<[string, string, string, number], string>(
        `${word} id in (select rowid from parts where parts match ?) and (instr(word, ?) > 0 and word like ?)
         order by length(word) limit ?`,
      )
      .pluck();
  }

  /** `null` when no line can have all the terms. */
  expression(terms: readonly Term[], stage: Stage): string | null {
    const all = terms.flatMap((term) => this.#termWords(term, stage));
    return all.length === 0 || all.includes(null) ? null : all.join(" AND ");
  }

  #termWords({ text, words, atStart }: Term, stage: Stage): (string | null)[] {
    const inside = stage === "inside" && !atStart && joins(text[0]);
    const open = joins(text.at(-1));
    return words.flatMap((word, at) => {
      const isFirst = at === 0 && inside;
      const isLast = at === words.length - 1 && open && joins(word);
      if (isFirst) return this.#within(word, isLast ? `%` : "");
      return isLast ? this.#from(word) : [quote(word)];
    });
  }

  /** Words that begin with this one. */
  #from(word: string): string[] {
    if (word.length < 2) return [];
    const found = this.#beginning.all(word, `${word}\u{10ffff}`, MOST + 1);
    if (found.length > MOST || /\d/.test(word) || isCode(`${word}0`)) return [`${quote(word)}*`];
    return found.length > 0 ? [anyOf(found)] : [quote(word)];
  }

  /** Words that this one is in; with an empty `rest`, that end with it. */
  #within(word: string, rest: "%" | ""): (string | null)[] {
    if (Array.from(word).length < TRIGRAM) return rest === "%" ? this.#from(word) : [];
    const parts = trigramsOf(word).map(quote).join(" AND ");
    const found = this.#containing.all(parts, word, `%${word}${rest}`, MOST);
    if (isCode(word)) return [`(${[...found.map(quote), `${quote(word)}*`].join(" OR ")})`];
    return found.length > 0 ? [anyOf(found)] : [null];
  }
}
