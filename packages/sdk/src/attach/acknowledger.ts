const EVERY_BYTES = 64 * 1024;
const AT_REST_MS = 100;
const AGAIN_MS = 1_000;

/**
 * Tells the server how far a viewer has come: every 64 KiB, and 100 ms after it has come to rest. The server stops
 * sending a window ahead of it, which bounds what is kept here.
 */
export class Acknowledger {
  readonly #send: (offset: number) => Promise<unknown> | null;
  #taken = 0;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;

  /** `send` gives `null` when nothing is connected. */
  constructor(send: (offset: number) => Promise<unknown> | null) {
    this.#send = send;
  }

  taken(offset: number): void {
    // Offsets start again with a new epoch.
    if (offset < this.#taken) this.#told = 0;
    this.#taken = offset;
    if (offset - this.#told >= EVERY_BYTES) this.#tell();
    else if (offset !== this.#told) this.#tellIn(AT_REST_MS);
  }

  /** Connected again: the server knows nothing of what was said on the last connection. */
  resumed(): void {
    if (this.#taken > 0) this.#tell();
  }

  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #tellIn(ms: number): void {
    if (!this.#stopped) this.#timer ??= setTimeout(() => this.#tell(), ms);
  }

  #tell(): void {
    this.#clear();
    this.#told = this.#taken;
    // One that is lost with its connection is made up for by `resumed`.
    this.#send(this.#taken)?.catch(() => this.#tellIn(AGAIN_MS));
  }

  #clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
