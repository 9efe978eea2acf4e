import { type PackedLines, unpackLines } from "../packed-lines.ts";
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

/** The same on its way to the index; only there it is looked into. */
export interface PackedBatch extends Omit<LineBatch, "lines"> {
  readonly lines: PackedLines;
}

export function unpackBatch({ lines, ...batch }: PackedBatch): LineBatch {
  return { ...batch, lines: unpackLines(lines) };
}
