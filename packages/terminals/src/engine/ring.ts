const FIRST_BLOCK_BYTES = 4 * 1024;
const BLOCK_BYTES = 256 * 1024;

interface Block {
  readonly start: number;
  readonly bytes: Uint8Array;
  used: number;
}

/**
 * The newest output of a terminal in memory, addressed by absolute offset. Bytes are copied once, into blocks that are
 * only ever appended to: a view that was handed out stays what it was after its block has been dropped. Threads share the
 * blocks, so that a view may go to another one without a copy.
 */
export class Ring {
  #blocks: Block[] = [];
  #start: number;
  #end: number;

  constructor(start = 0) {
    this.#start = start;
    this.#end = start;
  }

  /** The oldest byte held. */
  get start(): number {
    return this.#start;
  }

  /** One past the newest byte. */
  get end(): number {
    return this.#end;
  }

  append(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const block = this.#room();
      const part = chunk.subarray(at, at + block.bytes.length - block.used);
      block.bytes.set(part, block.used);
      block.used += part.length;
      this.#end += part.length;
      at += part.length;
    }
  }

  /** The bytes from `from` up to `to`, both within the ring, as views in order; nothing is copied. */
  views(from: number, to: number): Uint8Array[] {
    const views: Uint8Array[] = [];
    let at = this.#blocks.findLastIndex((block) => block.start <= from);
    for (let block = this.#blocks[at]; block && block.start < to; block = this.#blocks[++at]) {
      views.push(block.bytes.subarray(Math.max(0, from - block.start), Math.min(block.used, to - block.start)));
    }
    return views;
  }

  /** Forgets everything before `offset`. */
  dropBefore(offset: number): void {
    if (offset <= this.#start) return;
    this.#start = Math.min(offset, this.#end);
    const kept = this.#blocks.findIndex((block) => block.start + block.used > this.#start);
    this.#blocks.splice(0, kept === -1 ? this.#blocks.length : kept);
  }

  /** The last block if it has room, else a new one: small at first, so that a quiet terminal costs little. */
  #room(): Block {
    const last = this.#blocks.at(-1);
    if (last && last.used < last.bytes.length) return last;
    const size = last ? Math.min(BLOCK_BYTES, last.bytes.length * 2) : FIRST_BLOCK_BYTES;
    const block = { start: this.#end, bytes: new Uint8Array(new SharedArrayBuffer(size)), used: 0 };
    this.#blocks.push(block);
    return block;
  }
}
