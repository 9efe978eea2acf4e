import type Sqlite from "better-sqlite3";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows } from "./all-rows.ts";
import type { ParsedQuery } from "./parse-query.ts";

export interface Snippet {
  readonly snippet: string;
  readonly ranges: [number, number][];
}

/** No character: what is in a text itself is not told apart from the marks, and does no harm. */
const START = "\u{fdd0}";
const END = "\u{fdd1}";
/** Numbers arrive as floating points, by which FTS5 does not narrow. */
const TOKENS = 32;
const MOST = TRANSCRIPT_LIMITS.snippetCharacters;

/** The text around what was found in a block. */
export function snippetOf(db: Sqlite.Database, { match, literals }: ParsedQuery, block: number): Snippet {
  const literal = literals[0];
  return (literal === undefined ? null : aroundLiteral(db, literal, block)) ?? aroundWords(db, match, block);
}

function aroundWords(db: Sqlite.Database, match: string, block: number): Snippet {
  const sql = `select snippet(found, 0, '${START}', '${END}', '…', ${TOKENS}) as marked from found where found match ? and rowid = cast(? as integer)`;
  const marked = allRows<{ marked: string }>(db, sql, [match, block])[0]?.marked ?? "";
  let text = "";
  let from = -1;
  const ranges: [number, number][] = [];
  for (const part of marked.split(new RegExp(`([${START}${END}])`, "u"))) {
    if (part === START) from = text.length;
    else if (part === END && from >= 0 && text.length > from) ranges.push([from, text.length]);
    else if (part !== END) text += part;
  }
  return cut(text, ranges);
}

/** `null` where accents keep it from being found by its letters. */
function aroundLiteral(db: Sqlite.Database, literal: string, block: number): Snippet | null {
  const text = allRows<{ text: string }>(db, "select text from blocks where id = ?", [block])[0]?.text ?? "";
  const at = text.toLowerCase().indexOf(literal);
  if (at < 0 || text.toLowerCase().length !== text.length) return null;
  const from = Math.max(0, at - MOST / 2);
  const part = text.slice(from, from + MOST * 2);
  return cut(part, [[at - from, at - from + literal.length]]);
}

/** Texts without spaces make long snippets. */
function cut(text: string, ranges: readonly [number, number][]): Snippet {
  const first = ranges[0]?.[0] ?? 0;
  const from = text.length <= MOST ? 0 : Math.max(0, Math.min(first - MOST / 4, text.length - MOST));
  const snippet = text.slice(from, from + MOST);
  return {
    snippet: snippet.toWellFormed(),
    ranges: ranges.flatMap(([start, end]): [number, number][] => {
      const range: [number, number] = [Math.max(start - from, 0), Math.min(end - from, snippet.length)];
      return range[0] < range[1] ? [range] : [];
    }),
  };
}
