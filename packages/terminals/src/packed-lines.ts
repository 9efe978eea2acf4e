import type { ScrolledLine } from "./port.ts";

/** Lines as two blocks of memory: thousands of objects would take their time to pass from thread to thread. */
export interface PackedLines {
  /** UTF-8, joined by line feeds, which no line contains. */
  readonly text: Uint8Array<ArrayBuffer>;
  readonly offsets: Float64Array<ArrayBuffer>;
}

export function packLines(lines: readonly ScrolledLine[]): PackedLines {
  const text = lines.map((line) => line.text.replaceAll("\n", " ")).join("\n");
  return { text: new TextEncoder().encode(text), offsets: Float64Array.from(lines, ({ offset }) => offset) };
}

export function unpackLines({ text, offsets }: PackedLines): ScrolledLine[] {
  if (offsets.length === 0) return [];
  const lines = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("utf8").split("\n");
  return lines.map((line, at) => ({ offset: offsets[at] ?? 0, text: line }));
}
