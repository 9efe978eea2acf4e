import { setTimeout as sleep } from "node:timers/promises";
import { SEARCH_LIMITS } from "./limits.ts";

/** Says when the index rests: while lines pour in, work on them would take its time from whoever prints and looks at them. */
export class Rest {
  #windowFrom = 0;
  #windowBytes = 0;
  #until = Number.NEGATIVE_INFINITY;
  #since = 0;

  /** Lines came, with so much text. */
  note(bytes: number): void {
    const now = performance.now();
    if (now - this.#windowFrom > SEARCH_LIMITS.pourMs) {
      this.#windowFrom = now;
      this.#windowBytes = 0;
    }
    this.#windowBytes += bytes;
    if (this.#windowBytes < SEARCH_LIMITS.pourBytes) return;
    // Only after a real pause it may rest as long again.
    if (now > this.#until + SEARCH_LIMITS.restMs) this.#since = now;
    this.#until = now + SEARCH_LIMITS.pourMs;
  }

  /** Milliseconds to wait before the next piece of work; 0 when there is no rest, or it has been long enough. */
  get ms(): number {
    const now = performance.now();
    return Math.max(0, Math.min(this.#until, this.#since + SEARCH_LIMITS.restMs) - now);
  }

  /** Resolves when work may go on. */
  async over(): Promise<void> {
    for (let { ms } = this; ms > 0; { ms } = this) await sleep(ms, null, { ref: false });
  }
}
