import { Doorbell } from "./doorbell.ts";

/** A bounded line of messages with one reader. When it is full the messages are dropped and the reader is told. */
export class Mailbox<T> {
  readonly #capacity: number;
  #messages: T[] = [];
  #overflowed = false;
  readonly #bell = new Doorbell();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  put(message: T): void {
    if (this.#messages.length >= this.#capacity) {
      this.#messages = [];
      this.#overflowed = true;
    }
    if (!this.#overflowed) this.#messages.push(message);
    this.#bell.ring();
  }

  /**
   * Waits for messages and takes them all. `"overflow"` when some were dropped: the reader has to start over from the
   * source. `null` once `signal` is aborted.
   */
  async take(signal: AbortSignal): Promise<T[] | "overflow" | null> {
    while (!signal.aborted && !this.#overflowed && this.#messages.length === 0) await this.#bell.rung(signal);
    if (signal.aborted) return null;
    const taken = this.#overflowed ? ("overflow" as const) : this.#messages;
    this.#messages = [];
    this.#overflowed = false;
    return taken;
  }
}
