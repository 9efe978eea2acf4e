/** Output that leaves nothing behind but text and a pen: what of it scrolls away need not be drawn to know how it ends. */
export interface Skim {
  /** Where it stops being so; -1 as `cut`: nothing of it can be skipped. */
  readonly end: number;
  /** Where drawing goes on: at a carriage return and line feed. */
  readonly cut: number;
}

const BACKSPACE = 0x08;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const ESC = 0x1b;
const BLANK = 0x20;
const DELETE = 0x7f;
const BRACKET = 0x5b;
const SGR = 0x6d;
const ERASE_IN_LINE = 0x4b;
/** Begins the characters U+0080 to U+00BF, of which the first half are control characters. */
const LEAD_OF_C1 = 0xc2;

const PLAIN = 0;
const ESCAPE = 1;
const MAYBE_C1 = 2;
const OTHER = 3;

const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === ESC) return ESCAPE;
  if (byte === LEAD_OF_C1) return MAYBE_C1;
  const isHarmless = [0x07, BACKSPACE, TAB, LINE_FEED, CARRIAGE_RETURN].includes(byte);
  return isHarmless || (byte >= BLANK && byte !== DELETE) ? PLAIN : OTHER;
});

/** The end of a sequence that sets the pen or erases in its line; -1 for any other. */
export function endOfHarmless(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] !== BRACKET) return -1;
  for (let end = at + 2; end < bytes.length; end += 1) {
    const byte = bytes[end] ?? 0;
    if (byte === SGR || byte === ERASE_IN_LINE) return end + 1;
    const isParameter = byte >= 0x30 && byte <= 0x3b;
    if (!isParameter) return -1;
  }
  return -1;
}

/** How far `bytes` are plain from `from` on. */
function endOfPlain(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length;) {
    const byte = bytes[at] ?? 0;
    // Most are text: two comparisons are faster than a look into the table.
    if (byte >= BLANK && byte < DELETE) {
      at += 1;
      continue;
    }
    const kind = CLASSES[byte];
    if (kind === PLAIN) at += 1;
    else if (kind === ESCAPE) {
      const end = endOfHarmless(bytes, at);
      if (end < 0) return at;
      at = end;
    } else if (kind === MAYBE_C1 && (bytes[at + 1] ?? 0) >= 0xa0) at += 1;
    else return at;
  }
  return length;
}

/**
 * Finds what of the output from `from` on, which is the beginning of a line, has scrolled away by the end of it:
 * everything but its last `keptLines` lines. At least `minLines` lines are skipped, or none.
 */
export function findSkim(bytes: Uint8Array, from: number, lines: { readonly kept: number; readonly min: number }): Skim {
  const end = endOfPlain(bytes, from);
  let feed = end;
  for (let kept = 0; kept <= lines.kept; kept += 1) {
    feed = feed > from ? bytes.lastIndexOf(LINE_FEED, feed - 1) : -1;
    if (feed < from) return { end, cut: -1 };
  }
  while (feed > from && bytes[feed - 1] !== CARRIAGE_RETURN) feed = bytes.lastIndexOf(LINE_FEED, feed - 1);
  if (feed <= from) return { end, cut: -1 };
  let skipped = from;
  for (let line = 0; line < lines.min; line += 1) {
    skipped = bytes.indexOf(LINE_FEED, skipped) + 1;
    if (skipped === 0 || skipped >= feed) return { end, cut: -1 };
  }
  return { end, cut: feed - 1 };
}

/** `m`, `0m`, `0;...m` and `;...m` forget what was set before. */
function isReset(bytes: Uint8Array, sequence: number): boolean {
  let at = sequence + 2;
  while (bytes[at] === 0x30) at += 1;
  return bytes[at] === SGR || bytes[at] === 0x3b;
}

/** What has set the pen by `to`, as the sequences themselves. */
export function penAt(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const sequences: Uint8Array[] = [];
  for (let at = bytes.lastIndexOf(ESC, to - 1); at >= from; at = at > 0 ? bytes.lastIndexOf(ESC, at - 1) : -1) {
    const sequence = bytes.subarray(at, endOfHarmless(bytes, at));
    if (sequence.at(-1) !== SGR) continue;
    sequences.push(sequence);
    if (isReset(bytes, at)) break;
  }
  return Buffer.concat(sequences.reverse());
}
