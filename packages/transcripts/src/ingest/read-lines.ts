import { LIMITS } from "@pilothouse/contracts";
import { LineSplitter, type RawLine } from "../lines/line-splitter.ts";
import { type ParsedLine, parseLine } from "../lines/parse-line.ts";
import { readInto } from "./fingerprint.ts";
import { INGEST_LIMITS } from "./limits.ts";

/** A line of a file. */
export interface ReadLine {
  readonly offset: number;
  readonly length: number;
  /** Where to read on behind it. */
  readonly end: number;
  readonly parsed: ParsedLine;
  /** It has no line feed yet. */
  readonly isOpen: boolean;
}

/**
 * The lines of a file from `offset` up to `size`. What stands at the end without a line feed is a line when it is a whole
 * object; anything else may be about to be completed, and is left for later.
 */
export function* readLines(
  fd: number,
  { offset, size, longestLine = LIMITS.transcriptLineBytes }: { offset: number; size: number; longestLine?: number },
): Generator<ReadLine> {
  const splitter = new LineSplitter({ offset, longestLine });
  const buffer = Buffer.allocUnsafeSlow(Math.min(INGEST_LIMITS.chunkBytes, size - offset));
  for (let position = offset; position < size;) {
    const chunk = readInto(buffer.subarray(0, size - position), fd, position);
    if (chunk.length === 0) break;
    position += chunk.length;
    for (const line of splitter.push(chunk))
      yield { ...read(line, longestLine), end: line.offset + line.length + 1, isOpen: false };
  }
  const last = splitter.rest();
  if (!last?.bytes || !endsObject(last.bytes)) return;
  const line = read(last, longestLine);
  if (line.parsed.kind === "object") yield { ...line, end: last.offset + last.length, isOpen: true };
}

function read({ offset, length, bytes }: RawLine, longestLine: number): Pick<ReadLine, "offset" | "length" | "parsed"> {
  const reason = `it is longer than ${longestLine} bytes`;
  return { offset, length, parsed: bytes ? parseLine(bytes) : { kind: "invalid", objects: [], reason } };
}

const BRACE = 0x7d;
const SPACE = 0x20;

/** Long lines arrive in many pieces, and most of them do not look like an end. */
function endsObject(bytes: Buffer): boolean {
  for (let at = bytes.length - 1; at >= 0; at -= 1) if ((bytes[at] ?? 0) > SPACE) return bytes[at] === BRACE;
  return false;
}
