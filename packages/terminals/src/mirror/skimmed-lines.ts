import { ScratchLine } from "./scratch-line.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Byte that makes a line more than its characters in a row: a backspace or a return within the line. */
const BACK = 1;
const TAB = 2;
const ESCAPE = 4;
const WIDE = 8;

const MARKS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return WIDE;
  return { 0x08: BACK, 0x0d: BACK, 0x09: TAB, 0x1b: ESCAPE }[byte] ?? 0;
});

// oxlint-disable-next-line no-control-regex
const SEQUENCES = /\x1b\[[\d;:]*m|\x1b\[0?K|\x07/g;
const TAB_WIDTH = 8;

/** The text with its tabs as blanks, if it fits into one row. */
function withoutTabs(text: string, cols: number): string | null {
  let out = "";
  for (const part of text.split(/(\t)/)) out += part === "\t" ? " ".repeat(TAB_WIDTH - (out.length % TAB_WIDTH)) : part;
  return out.length < cols ? out : null;
}

/** Reads lines of output that are not drawn, as they would have been read from the screen. */
export class SkimmedLines {
  readonly #cols: number;
  #scratch: ScratchLine | null = null;

  constructor(cols: number) {
    this.#cols = cols;
  }

  /** Calls `tell` with the text of each line in `bytes`, which ends behind a line; not for one that repeats the last. */
  read(bytes: Buffer, tell: (text: string, start: number, index: number) => void): number {
    let [index, start, marks] = [0, 0, 0];
    let last = { start: 0, end: -1 };
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte !== LINE_FEED) {
        marks |= MARKS[byte] ?? 0;
        continue;
      }
      if (!isRepeated(bytes, last, { start, end: at })) tell(this.#text(bytes.subarray(start, at), marks), start, index);
      last = { start, end: at };
      start = at + 1;
      marks = 0;
      index += 1;
    }
    this.#scratch?.dispose();
    return index;
  }

  #text(line: Buffer, marks: number): string {
    let end = line.length;
    while (end > 0 && line[end - 1] === CARRIAGE_RETURN) end -= 1;
    const rest = line.subarray(0, end);
    const isBack = (marks & BACK) !== 0 && (rest.includes(CARRIAGE_RETURN) || rest.includes(0x08));
    const simple = isBack ? null : this.#simpleText(rest, marks);
    return (simple ?? this.#drawn(rest)).trimEnd();
  }

  #simpleText(line: Buffer, marks: number): string | null {
    let text = marks & WIDE ? line.toString("utf8") : line.toString("latin1");
    if (marks & ESCAPE || text.includes("\x07")) text = text.replaceAll(SEQUENCES, "");
    if (text.includes("\x1b") || text.includes("\ufffd")) return null;
    if (!(marks & TAB)) return text;
    return marks & WIDE ? null : withoutTabs(text, this.#cols);
  }

  #drawn(line: Buffer): string {
    this.#scratch ??= new ScratchLine(this.#cols);
    return this.#scratch.read(line);
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function isRepeated(bytes: Buffer, last: Span, line: Span): boolean {
  const length = line.end - line.start;
  if (last.end - last.start !== length) return false;
  for (let at = 0; at < length; at += 1) if (bytes[last.start + at] !== bytes[line.start + at]) return false;
  return true;
}
