import type { Size } from "./open-terminal.ts";

/** Pixels that a cell is said to have: there may be no viewer, or several with letters of different sizes. */
const CELL = { width: 8, height: 16 };

/** What a terminal of this size answers to `CSI 14 t` (its pixels), `16 t` (those of a cell) and `18 t` (its cells). */
export function sizeReport(query: string, { cols, rows }: Size): string | null {
  if (query === "\x1b[14t") return `\x1b[4;${rows * CELL.height};${cols * CELL.width}t`;
  if (query === "\x1b[16t") return `\x1b[6;${CELL.height};${CELL.width}t`;
  return query === "\x1b[18t" ? `\x1b[8;${rows};${cols}t` : null;
}
