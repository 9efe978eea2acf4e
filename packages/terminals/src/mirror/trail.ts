import { setTimeout as sleep } from "node:timers/promises";
import { MIRROR_LIMITS } from "./limits.ts";

type TrailLimits = Record<"quietMs" | "lagBytes" | "lagMs" | "watchedMs" | "watchedLagBytes", number>;

/**
 * How far a screen trails behind its output. A flood that nobody may ask the screen of has the machine for itself at first.
 */
export class Trail {
  readonly #limits: TrailLimits;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(limits: Partial<TrailLimits> = {}) {
    this.#limits = { ...MIRROR_LIMITS, ...limits };
  }

  /** Somebody wants to see the screen, or may want to soon. */
  mayBeAsked(): void {
    this.#askedAt = performance.now();
  }

  /**
   * Resolves when output has paused, or so much of it waits, or for so long, that it should be taken; `waiting` tells how
   * many bytes there are now. Rejects with the reason of `signal`.
   */
  async longEnough(waiting: () => Promise<number>, signal: AbortSignal): Promise<void> {
    const until = performance.now() + this.#limits.lagMs;
    for (let before = -1; performance.now() < until;) {
      const bytes = await waiting();
      if (bytes === before || bytes > this.#lagBytes) return;
      before = bytes;
      await sleep(this.#limits.quietMs, null, { signal, ref: false });
    }
  }

  get #lagBytes(): number {
    const { lagBytes, watchedMs, watchedLagBytes } = this.#limits;
    return performance.now() - this.#askedAt > watchedMs ? lagBytes : Math.min(lagBytes, watchedLagBytes);
  }
}
