import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";

export interface ParsedQuery {
  /** For FTS5, in which nothing that was typed is an operator. */
  readonly match: string;
  /** What has more in it than letters and digits, and must stand in a text as it is; folded. */
  readonly literals: readonly string[];
}

const PART = /"([^"]*)"?|(\S+)/g;
const WORD = /[\p{L}\p{N}\p{Co}]/u;
/** What the index has as words, apart from spaces between them. */
const PLAIN = /^[\p{L}\p{N}\p{M}\p{Co}\s]*$/u;

/** What somebody typed, taken apart. All of it is text; nothing is an operator but quotes, and a `*` at a word's end. */
export function parseQuery(query: string): ParsedQuery {
  const terms = new Set<string>();
  const literals = new Set<string>();
  for (const [, quoted, bare = ""] of query.matchAll(PART)) {
    const starred = quoted === undefined && bare.length > 1 && bare.endsWith("*");
    const text = (quoted ?? (starred ? bare.slice(0, -1) : bare)).toWellFormed().replaceAll("\0", " ").trim();
    if (WORD.test(text)) terms.add(`"${text.replaceAll('"', '""')}"${starred ? " *" : ""}`);
    if (text !== "" && !PLAIN.test(text)) literals.add(fold(text));
  }
  if (terms.size > LIMITS.searchTerms) {
    const facts = { limit: LIMITS.searchTerms };
    throw new Fault("invalid", `search for at most ${LIMITS.searchTerms} words at a time`, facts);
  }
  if (terms.size === 0) throw new Fault("invalid", "search for at least one letter or digit");
  return { match: [...terms].join(" AND "), literals: [...literals] };
}

/** Without case and accents, as the index compares. */
export function fold(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
