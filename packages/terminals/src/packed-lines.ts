import type { ScrolledLine } from "./port.ts";

/** Lines as two blocks of memory: thousands of objects would take their time to pass from thread to thread. */
export interface PackedLines {
  /** UTF-8, joined by line feeds, which no line contains. */
  readonly text: Uint8Array<ArrayBuffer>;
  readonly offsets: Float64Array<ArrayBuffer>;
}

export const NO_LINES: PackedLines = { text: new Uint8Array(), offsets: new Float64Array() };

export function unpackLines({ text, offsets }: PackedLines): ScrolledLine[] {
  if (offsets.length === 0) return [];
  const lines = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("utf8").split("\n");
  return lines.map((line, at) => ({ offset: offsets[at] ?? 0, text: line }));
}
