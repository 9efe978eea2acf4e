import type { ScrolledLine } from "../port.ts";

/** Lines of one terminal, as they left its screen. */
export interface LineBatch {
  readonly id: string;
  readonly epoch: string;
  readonly at: number;
  readonly lines: readonly ScrolledLine[];
  /** Where it was looked for lines: there are no more before this offset. Left out: as far as the last line says. */
  readonly seen?: number;
}

/** The same as few values: thousands of objects would take their time to pass to another thread. */
export interface PackedBatch {
  readonly id: string;
  readonly epoch: string;
  readonly at: number;
  readonly seen: number;
  readonly text: string;
  readonly offsets: Float64Array<ArrayBuffer>;
}

export function packBatch({ lines, seen = -1, ...batch }: LineBatch): PackedBatch {
  const text = lines.map((line) => line.text.replaceAll("\n", " ")).join("\n");
  return { ...batch, seen, text, offsets: Float64Array.from(lines, ({ offset }) => offset) };
}

export function unpackBatch({ text, offsets, ...batch }: PackedBatch): LineBatch {
  const lines = offsets.length === 0 ? [] : text.split("\n").map((line, at) => ({ offset: offsets[at] ?? 0, text: line }));
  return { ...batch, lines };
}
