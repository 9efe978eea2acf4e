import type { TerminalDeps } from "./deps.ts";

/** Tells when a viewer is too far behind for every byte to be worth sending. */
export class Lag {
  readonly #limits: TerminalDeps["limits"];
  readonly #clock: TerminalDeps["clock"];
  #caughtUpAt: number;
  #wasFull = false;

  constructor({ limits, clock }: Pick<TerminalDeps, "limits" | "clock">) {
    this.#limits = limits;
    this.#clock = clock;
    this.#caughtUpAt = clock.now();
  }

  /** The viewer has to take some before it can be sent more. */
  full(): void {
    this.#wasFull = true;
  }

  /** Whether a viewer with `behind` bytes to come is behind for too long, or too far. */
  tooFar(behind: number): boolean {
    if (behind <= 0) this.reset();
    if (!this.#wasFull) return false;
    return behind > this.#limits.viewerLagBytes || this.#clock.now() - this.#caughtUpAt > this.#limits.viewerLagMs;
  }

  reset(): void {
    this.#wasFull = false;
    this.#caughtUpAt = this.#clock.now();
  }
}
