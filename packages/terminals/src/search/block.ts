import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A line of a terminal as it is kept. */
export interface IndexedLine {
  readonly offset: number;
  readonly at: number;
  readonly text: string;
}

/** Small windows: setting up a large one takes longer than packing some kilobytes. */
const PACKING = { level: 1, windowBits: 12, memLevel: 5, chunkSize: 8 * 1024 };

/** Lines that are kept together: `offset` and `at` of each as the distance from the line before, then its text. */
export function packLines(lines: readonly IndexedLine[]): Uint8Array {
  let last = { offset: 0, at: 0 };
  const rows = lines.map((line) => {
    const row = `${(line.offset - last.offset).toString(36)} ${(line.at - last.at).toString(36)} ${line.text}`;
    last = line;
    return row;
  });
  return deflateRawSync(rows.join("\n"), PACKING);
}

export function unpackLines(packed: Uint8Array): IndexedLine[] {
  let offset = 0;
  let at = 0;
  const rows = inflateRawSync(packed, { chunkSize: PACKING.chunkSize }).toString("utf8").split("\n");
  return rows.map((row) => {
    const first = row.indexOf(" ");
    const second = row.indexOf(" ", first + 1);
    offset += Number.parseInt(row.slice(0, first), 36);
    at += Number.parseInt(row.slice(first + 1, second), 36);
    return { offset, at, text: row.slice(second + 1) };
  });
}
