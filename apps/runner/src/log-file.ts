import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;

/** Appends lines to a file that is moved to `<path>.1` when it has grown to its bound, so at most twice that is kept. */
export class LogFile {
  readonly #path: string;
  readonly #maxBytes: number;
  #file: number;
  #bytes: number;

  constructor(path: string, maxBytes: number = DEFAULT_MAX_BYTES) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, "a", 0o600);
    this.#bytes = fstatSync(this.#file).size;
  }

  /** A line that cannot be written is dropped: a full disk must not end the terminals. */
  write(line: string): void {
    try {
      if (this.#bytes >= this.#maxBytes) this.#turn();
      this.#bytes += writeSync(this.#file, line);
    } catch {
      // There is no other place to complain to.
    }
  }

  #turn(): void {
    renameSync(this.#path, `${this.#path}.1`);
    closeSync(this.#file);
    this.#file = openSync(this.#path, "a", 0o600);
    this.#bytes = 0;
  }
}
