import type { Numbered } from "./link.ts";

/** One event of a stream, held until it is taken; meanwhile the stream waits. */
export class HeldStream<T> {
  readonly #stream: AsyncIterator<Numbered<T>>;
  readonly #onNews: () => void;
  #held: { readonly event: T } | { readonly error: unknown } | null = null;

  /** `onNews`: there is something to take. */
  constructor(stream: AsyncIterable<Numbered<T>>, onNews: () => void) {
    this.#stream = stream[Symbol.asyncIterator]();
    this.#onNews = onNews;
    void this.#next();
  }

  /** Throws what the stream has thrown. */
  take(): T | null {
    const held = this.#held;
    if (!held) return null;
    if ("error" in held) throw held.error;
    this.#held = null;
    void this.#next();
    return held.event;
  }

  async #next(): Promise<void> {
    try {
      const { done, value } = await this.#stream.next();
      if (done) return;
      this.#held = { event: value.event };
    } catch (error) {
      this.#held = { error };
    }
    this.#onNews();
  }
}
