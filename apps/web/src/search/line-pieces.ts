import type { ConversationHit, SearchHit } from "@pilothouse/contracts";

export interface Piece {
  readonly text: string;
  /** Where in the line it begins. */
  readonly start: number;
  readonly found: boolean;
}

/** A match further right than this may be out of sight on a phone ... */
const IN_SIGHT = 32;
/** ... so the line begins this close before it. */
const LEAD = 12;

/** A line cut at what was found in it. One whose first match is far right begins shortly before that. */
export function linePieces({ line, ranges }: Pick<SearchHit, "line" | "ranges">): Piece[] {
  const first = ranges[0]?.[0] ?? 0;
  const begin = first > IN_SIGHT ? first - LEAD : 0;
  const cut = piecesOf(harmless(line), ranges, begin);
  return begin > 0 ? [{ text: "…", start: -1, found: false }, ...cut] : cut;
}

/** A text of several lines made one, cut at what was found in it. */
export function snippetPieces({ snippet, ranges }: Pick<ConversationHit, "snippet" | "ranges">): Piece[] {
  return piecesOf(harmless(snippet.replaceAll(/\s/g, " ")), ranges, 0);
}

function piecesOf(text: string, ranges: SearchHit["ranges"], begin: number): Piece[] {
  const pieces: Piece[] = [];
  let at = begin;
  for (const [start, end] of ranges) {
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, found: false });
    pieces.push({ text: text.slice(start, end), start, found: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, found: false });
  return pieces;
}

/** Direction overrides could make a line read as another one. Lengths stay, so that places in the line do. */
export function harmless(line: string): string {
  return line.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
