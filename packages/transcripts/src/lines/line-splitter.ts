const LINE_FEED = 0x0a;

/** One whole line of a file, without its line feed. */
export interface RawLine {
  /** Where it begins, in bytes from the beginning of the file. */
  readonly offset: number;
  /** Its length in bytes, without the line feed. */
  readonly length: number;
  /** `null`: longer than allowed, so that it was not kept. */
  readonly bytes: Buffer | null;
}

export interface SplitterOptions {
  /** Where in the file the first chunk begins; a line must begin there. */
  readonly offset?: number;
  /** Longer lines are told by their length alone. */
  readonly longestLine: number;
}

/**
 * Cuts a file that arrives in chunks into its lines, on line feeds alone: no other byte of UTF-8 is one. What has no line
 * feed yet is kept until it has, because its writer may not be done with it.
 */
export class LineSplitter {
  readonly #longest: number;
  #parts: Buffer[] = [];
  #begun: number;
  #length = 0;

  constructor({ offset = 0, longestLine }: SplitterOptions) {
    this.#begun = offset;
    this.#longest = longestLine;
  }

  /** Behind the last whole line: where to read on from after a pause. */
  get offset(): number {
    return this.#begun;
  }

  /** Bytes of a line that has no end yet. */
  get pending(): number {
    return this.#length;
  }

  /** The lines that end in this chunk. Their bytes may be views of it; when all were taken the chunk can be used again. */
  *push(chunk: Buffer): Generator<RawLine> {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      const last = chunk.subarray(from, end);
      from = end + 1;
      yield this.#finish(last);
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
  }

  /** The last line of a file that will not grow any more, if it has no line feed. */
  rest(): RawLine | null {
    if (this.#length === 0) return null;
    const line = this.#finish(Buffer.alloc(0));
    // There was no line feed to count.
    this.#begun -= 1;
    return line;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#longest) this.#parts = [];
    else this.#parts.push(Buffer.from(part));
  }

  #finish(last: Buffer): RawLine {
    const offset = this.#begun;
    const length = this.#length + last.length;
    const bytes = length > this.#longest ? null : this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last]);
    this.#begun = offset + length + 1;
    this.#parts = [];
    this.#length = 0;
    return { offset, length, bytes };
  }
}
