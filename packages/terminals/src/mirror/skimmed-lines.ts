import { isUtf8 } from "node:buffer";
import type { LinePacker } from "../line-packer.ts";
import { ScratchLine } from "./scratch-line.ts";
import { endOfHarmless } from "./skim.ts";

const BELL = 0x07;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const ESC = 0x1b;
const BLANK = 0x20;
const ERASE_IN_LINE = 0x4b;
const BEYOND_ASCII = 0x80;
const TAB_WIDTH = 8;
const ODD = -1;
const REPLACEMENT = Buffer.from("\ufffd");

/** What `trimEnd` takes away beyond ASCII, each by its bytes as a number. */
const BLANKS = new Set(
  Array.from(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
  ).map((char) => Buffer.from(char).reduce((sum, byte) => (sum << 8) | byte, 0)),
);

/** How many bytes the blank has that ends before `to`; 0 if none does. */
function blankBefore(text: Uint8Array, to: number): number {
  const [last, second, third] = [text[to - 1] ?? 0, text[to - 2] ?? 0, text[to - 3] ?? 0];
  if (last === BLANK) return 1;
  if (last < BEYOND_ASCII) return 0;
  if (BLANKS.has((second << 8) | last)) return 2;
  return BLANKS.has((third << 16) | (second << 8) | last) ? 3 : 0;
}

/** `K` and `0K` erase what is behind the cursor, where nothing is; others erase text. */
function erasesText(bytes: Uint8Array, from: number, end: number): boolean {
  return bytes[end - 1] === ERASE_IN_LINE && end - from > 3 && !(end - from === 4 && bytes[from + 2] === 0x30);
}

const isText = (bytes: Buffer) => isUtf8(bytes) && !bytes.includes(REPLACEMENT);

export interface Skimmed {
  readonly bytes: Buffer;
  /** That of the first byte in the terminal's output. */
  readonly offset: number;
  readonly cols: number;
  readonly rows: number;
}

/** Reads lines of output that are not drawn, as they would have been read from the screen. */
export class SkimmedLines {
  readonly #lines: LinePacker;
  readonly #bytes: Buffer;
  readonly #cols: number;
  readonly #isText: boolean;
  #scratch: ScratchLine | null = null;
  /** The line feed that ends the line that was read last. */
  #feed = -1;

  private constructor(lines: LinePacker, { bytes, cols }: Skimmed) {
    this.#lines = lines;
    this.#bytes = bytes;
    this.#cols = cols;
    this.#isText = isText(bytes);
  }

  /** Reads all lines of `skimmed`, which ends behind one; the last ones get no offset, for they have not left the screen. */
  static read(lines: LinePacker, skimmed: Skimmed): void {
    const { bytes, offset, rows } = skimmed;
    const reader = new SkimmedLines(lines, skimmed);
    lines.room(bytes.length);
    const kept = new Uint8Array(rows);
    let before = 0;
    for (let from = 0, index = 0; from < bytes.length; index += 1) {
      const isKept = reader.#read(from, before);
      kept[index % rows] = isKept ? 1 : 0;
      // A line leaves the screen when as many others as there are rows have come.
      if (kept[(index + 1) % rows] === 1) {
        lines.at(offset + from);
        lines.place();
      }
      before = from;
      from = reader.#feed + 1;
    }
    reader.#scratch?.dispose();
  }

  /** Says whether the line that begins at `from` counts; the one before it begins at `before`. */
  #read(from: number, before: number): boolean {
    const to = this.#copy(from);
    if (to !== ODD) return this.#lines.keep(to);
    const feed = this.#bytes.indexOf(LINE_FEED, from);
    this.#feed = feed;
    const line = this.#bytes.subarray(from, feed);
    if (before < from && line.equals(this.#bytes.subarray(before, from - 1))) return false;
    return this.#draw(line, feed);
  }

  #draw(line: Buffer, feed: number): boolean {
    let end = line.length;
    while (end > 0 && line[end - 1] === CARRIAGE_RETURN) end -= 1;
    this.#scratch ??= new ScratchLine(this.#cols);
    const text = Buffer.from(this.#scratch.read(line.subarray(0, end)).trimEnd());
    const lines = this.#lines;
    lines.room(text.length + this.#bytes.length - feed).set(text, lines.end);
    return lines.keep(lines.end + text.length);
  }

  /** Writes what is seen of the line; returns where that ends, or that the line is more than its characters in a row. */
  #copy(from: number): number {
    const bytes = this.#bytes;
    const begin = this.#lines.end;
    let out = this.#lines.room(0);
    let to = begin;
    let all = 0;
    let hasTabs = false;
    let at = from;
    for (; ; at += 1) {
      const byte = bytes[at] ?? LINE_FEED;
      if (byte >= BLANK) {
        out[to] = byte;
        to += 1;
        all |= byte;
      } else if (byte === LINE_FEED) break;
      else if (byte === ESC) {
        const end = endOfHarmless(bytes, at);
        if (end < 0 || erasesText(bytes, at, end)) return ODD;
        at = end - 1;
      } else if (byte === TAB) {
        const stop = to + TAB_WIDTH - ((to - begin) % TAB_WIDTH);
        if (stop - begin >= this.#cols) return ODD;
        hasTabs = true;
        out = this.#lines.room(stop - begin + bytes.length - at);
        out.fill(BLANK, to, stop);
        to = stop;
      } else if (byte === CARRIAGE_RETURN) {
        const next = bytes[at + 1];
        if (next !== CARRIAGE_RETURN && next !== LINE_FEED) return ODD;
      } else if (byte !== BELL) return ODD;
    }
    this.#feed = at;
    const isWide = all >= BEYOND_ASCII;
    if (hasTabs && (isWide || to - begin >= this.#cols)) return ODD;
    if (isWide && !this.#isText && !isText(bytes.subarray(from, at))) return ODD;
    for (let blank = 1; to > begin && blank > 0; to -= blank) blank = blankBefore(out, to);
    return to;
  }
}
