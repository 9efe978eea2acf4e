/** Most that is collected; in a rush it is handed on when there is so much ... */
const COLLECTED_BYTES = 64 * 1024;
/** ... or when the first of it has waited for so long. */
const RUSH_MS = 2;
/** Output is in a rush as long as so much of it comes within `RUSH_WINDOW_MS`. Nothing that is typed brings so much. */
const RUSH_BYTES = 8 * 1024;
const RUSH_WINDOW_MS = 4;
/** Buffers at hand, for as many terminals as print at the same moment, mostly. */
const SPARE_BUFFERS = 8;

const spare: Uint8Array[] = [];

/**
 * Collects the small pieces that the kernel gives, so that whatever is done with output is not done for each of them: those
 * of one turn of the event loop and, of a program that prints without a pause, those of two milliseconds.
 */
export class TurnOutput {
  /** What it is given is only valid during the call. */
  readonly #take: (output: Uint8Array) => void;
  /** No Buffer: what `slice` makes of one stays the same memory, which is used again. */
  #buffer: Uint8Array | null = null;
  #length = 0;
  #immediate: NodeJS.Immediate | null = null;
  #timer: NodeJS.Timeout | null = null;
  #windowFrom = 0;
  #windowBytes = 0;

  constructor(take: (output: Uint8Array) => void) {
    this.#take = take;
  }

  /** Takes a piece of 64 KiB at most. */
  add(piece: Uint8Array): void {
    try {
      if (this.#length + piece.length > COLLECTED_BYTES) this.handOn();
    } finally {
      // What was handed on may have broken something; this piece has no part in it.
      this.#collect(piece);
    }
  }

  /** Hands on what was collected, if there is anything. */
  handOn(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#immediate) clearImmediate(this.#immediate);
    this.#timer = null;
    this.#immediate = null;
    const [buffer, length] = [this.#buffer, this.#length];
    this.#buffer = null;
    this.#length = 0;
    if (!buffer) return;
    this.#take(buffer.subarray(0, length));
    if (spare.length < SPARE_BUFFERS) spare.push(buffer);
  }

  #collect(piece: Uint8Array): void {
    this.#buffer ??= spare.pop() ?? new Uint8Array(COLLECTED_BYTES);
    this.#buffer.set(piece, this.#length);
    this.#length += piece.length;
    if (this.#rushes(piece.length)) this.#timer ??= setTimeout(() => this.handOn(), RUSH_MS);
    else if (!this.#timer) this.#immediate ??= setImmediate(() => this.handOn());
  }

  #rushes(bytes: number): boolean {
    const now = performance.now();
    if (now - this.#windowFrom > RUSH_WINDOW_MS) {
      this.#windowFrom = now;
      this.#windowBytes = 0;
    }
    this.#windowBytes += bytes;
    return this.#windowBytes >= RUSH_BYTES;
  }
}
