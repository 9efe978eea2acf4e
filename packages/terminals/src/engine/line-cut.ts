import type { LineMode } from "./termios.ts";

/** Bytes of one line that the kernel keeps for a program in line mode, without its end (N_TTY_BUF_SIZE in Linux). */
const LINE_BYTES = 4_095;
/** Line feed, return, end of file, and the keys that throw the line away. */
const ENDS = new Set([0x0a, 0x0d, 0x04, 0x03, 0x15, 0x1c]);

/** Counts what the kernel throws away without a word: the rest of a line that is longer than its buffer. */
export class LineCut {
  readonly #mode: () => LineMode | null;
  #length = 0;

  /** `mode` is asked only when a line is too long. */
  constructor(mode: () => LineMode | null) {
    this.#mode = mode;
  }

  /** Takes what the kernel was handed; returns how many of these bytes are lost. */
  take(bytes: Uint8Array): number {
    let cut = 0;
    for (const byte of bytes) {
      if (ENDS.has(byte)) this.#length = 0;
      else if (++this.#length > LINE_BYTES) cut += 1;
    }
    if (cut === 0 || this.#mode()?.canonical) return cut;
    this.#length = 0;
    return 0;
  }
}
