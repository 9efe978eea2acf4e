import type { Segments } from "./segments.ts";

/** Read from the disk at a time. A reader that lags asks for the next piece soon, and then it is there. */
const PIECE_BYTES = 512 * 1024;
/** Pieces in memory, for all terminals together. */
const MOST_PIECES = 16;

interface Piece {
  readonly source: Pick<Segments, "read">;
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** The least recently used first. Output never changes once it has an offset, so a piece is never stale. */
const pieces: Piece[] = [];

/** Like `segments.read`, by way of the pieces in memory; the answer is a view of one. */
export async function readAhead(source: Pick<Segments, "read">, from: number, limit: number): Promise<Uint8Array> {
  if (limit >= PIECE_BYTES) return source.read(from, limit);
  const held = pieces.findLast((piece) => piece.source === source && piece.start <= from && from < endOf(piece));
  const piece = held ?? { source, start: from, bytes: await source.read(from, PIECE_BYTES) };
  keep(piece);
  return piece.bytes.subarray(from - piece.start, from - piece.start + limit);
}

const endOf = ({ start, bytes }: Piece) => start + bytes.length;

function keep(piece: Piece): void {
  const at = pieces.indexOf(piece);
  if (at >= 0) pieces.splice(at, 1);
  if (piece.bytes.length > 0) pieces.push(piece);
  if (pieces.length > MOST_PIECES) pieces.shift();
}
