import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { fold, joins, wordsOf } from "./words.ts";

/** One thing that a line must have. */
export interface Term {
  /** Folded, and found as it is. */
  readonly text: string;
  readonly words: readonly string[];
  /** It must begin where a word does: written with a `*`, or within quotes. */
  readonly atStart: boolean;
}

const PART = /"([^"]*)"?|(\S+)/g;
/** Words of fewer letters are in nearly everything. */
const SHORTEST = 2;

/** What somebody typed, taken apart. All of it is text; nothing is an operator but quotes and a `*` at a word's end. */
export function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  for (const [, quoted, bare = ""] of query.matchAll(PART)) {
    const starred = quoted === undefined && bare.length > 1 && bare.endsWith("*");
    const text = fold(quoted ?? (starred ? bare.slice(0, -1) : bare));
    if (text.trim() === "" || terms.some((term) => term.text === text)) continue;
    terms.push({ text, words: wordsOf(text), atStart: starred || quoted !== undefined });
  }
  if (terms.length > LIMITS.searchTerms) {
    const facts = { limit: LIMITS.searchTerms };
    throw new Fault("invalid", `search for at most ${LIMITS.searchTerms} words at a time`, facts);
  }
  if (!terms.some(({ words }) => words.some((word) => word.length >= SHORTEST || !joins(word)))) {
    throw new Fault("invalid", "search for at least one word of two letters or digits");
  }
  return terms;
}
