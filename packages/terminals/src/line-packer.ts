import type { PackedLines } from "./packed-lines.ts";

const LINE_FEED = 0x0a;
const NO_BYTES = new Uint8Array();
const FIRST_LINES = 64;
/** A character of a string has at most so many bytes in UTF-8. */
const CHAR_BYTES = 3;

/**
 * Collects lines as they are passed on, without making strings of them: blank lines and repetitions of the line before
 * are left out, and each line gets an offset of its own, not before the output that moved it.
 */
export class LinePacker {
  #text: Uint8Array<ArrayBuffer> = new Uint8Array();
  #offsets = new Float64Array();
  /** Where the next line begins in the text. */
  #end = 0;
  #count = 0;
  /** Lines that have their offset. */
  #placed = 0;
  #offset = -1;
  /** The last line, wherever it is by now. */
  #last: Uint8Array = NO_BYTES;
  #lastFrom = 0;
  #lastLength = 0;
  readonly #encoder = new TextEncoder();

  /** Where the next line is to be written. */
  get end(): number {
    return this.#end;
  }

  /** Memory with room for so many bytes from `end` on, a line feed included. What was written there stays. */
  room(bytes: number): Uint8Array<ArrayBuffer> {
    const needed = this.#end + bytes;
    if (needed > this.#text.length) {
      const larger = new Uint8Array(Math.max(needed, this.#text.length * 2));
      larger.set(this.#text);
      if (this.#last === this.#text) this.#last = larger;
      this.#text = larger;
    }
    return this.#text;
  }

  /** Output from this offset on comes next. */
  at(offset: number): void {
    this.#offset = Math.max(this.#offset, offset - 1);
  }

  /** A line that is over. */
  add(line: string): void {
    const text = line.replaceAll("\n", " ");
    const room = this.room(text.length * CHAR_BYTES + 1);
    const { written } = this.#encoder.encodeInto(text, room.subarray(this.#end));
    if (this.keep(this.#end + written)) this.place();
  }

  /** What was written up to `to` is a line, whose offset comes later; says whether it is one that counts. */
  keep(to: number): boolean {
    const from = this.#end;
    const length = to - from;
    if (length === 0 || this.#isRepeated(length)) return false;
    if (this.#count === this.#offsets.length) {
      const more = new Float64Array(Math.max(FIRST_LINES, this.#count * 2));
      more.set(this.#offsets);
      this.#offsets = more;
    }
    this.#count += 1;
    this.#text[to] = LINE_FEED;
    this.#last = this.#text;
    this.#lastFrom = from;
    this.#lastLength = length;
    this.#end = to + 1;
    return true;
  }

  /** The first line without an offset gets the next one. */
  place(): void {
    this.#offset += 1;
    this.#offsets[this.#placed] = this.#offset;
    this.#placed += 1;
  }

  /** All lines that have none get theirs. */
  placeAll(): void {
    while (this.#placed < this.#count) this.place();
  }

  /** Lines since the last time, in order. */
  take(): PackedLines {
    this.#last = this.#last.slice(this.#lastFrom, this.#lastFrom + this.#lastLength);
    this.#lastFrom = 0;
    const length = Math.max(0, this.#end - 1);
    const count = this.#count;
    const text = isFull(this.#text, length) ? this.#text.subarray(0, length) : this.#text.slice(0, length);
    const offsets = isFull(this.#offsets, count) ? this.#offsets.subarray(0, count) : this.#offsets.slice(0, count);
    this.#text = new Uint8Array();
    this.#offsets = new Float64Array();
    this.#end = 0;
    this.#count = 0;
    this.#placed = 0;
    return { text, offsets };
  }

  #isRepeated(length: number): boolean {
    if (length !== this.#lastLength) return false;
    const [text, last, from, lastFrom] = [this.#text, this.#last, this.#end, this.#lastFrom];
    // Lines that differ mostly do so at their end, where the numbers are.
    for (let at = length - 1; at >= 0; at -= 1) if (text[from + at] !== last[lastFrom + at]) return false;
    return true;
  }
}

/** More than half of the memory is used: it is given away as it is, and no copy made. */
const isFull = (memory: { readonly length: number }, used: number) => used * 2 > memory.length;
