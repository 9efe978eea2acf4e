/** One who wants to be drawn by the graphics card. */
export interface Claimant {
  gain(): void;
  lose(): void;
}

/**
 * Shares out the few WebGL contexts a page may have: browsers drop the oldest one beyond about 16, and its pane goes
 * blank. Who is focused gets one from whoever was focused least recently; others wait until one is free.
 */
export class GraphicsBudget {
  readonly #most: () => number;
  /** Least recently focused first. */
  readonly #holders = new Set<Claimant>();
  readonly #waiting = new Set<Claimant>();

  constructor(most: () => number) {
    this.#most = most;
  }

  /** Gives a context now if there is one to spare, or later. */
  want(claimant: Claimant): void {
    if (this.#holders.has(claimant)) return;
    if (this.#holders.size < this.#most()) this.#give(claimant);
    else this.#waiting.add(claimant);
  }

  /** A person looks at it: it gets a context, from another one if need be. */
  focus(claimant: Claimant): void {
    if (this.#holders.delete(claimant)) {
      this.#holders.add(claimant);
      return;
    }
    this.#give(claimant);
    this.settle();
  }

  /** It needs none any more. */
  release(claimant: Claimant): void {
    this.#waiting.delete(claimant);
    if (!this.#holders.delete(claimant)) return;
    claimant.lose();
    this.settle();
  }

  /** Takes back what is over the limit, and gives out what is free. */
  settle(): void {
    for (const oldest of this.#holders) {
      if (this.#holders.size <= this.#most()) break;
      this.#holders.delete(oldest);
      oldest.lose();
      this.#waiting.add(oldest);
    }
    for (const next of this.#waiting) {
      if (this.#holders.size >= this.#most()) break;
      this.#give(next);
    }
  }

  #give(claimant: Claimant): void {
    this.#waiting.delete(claimant);
    // Never one too many, not even for a moment.
    for (const oldest of this.#holders) {
      if (this.#holders.size < this.#most()) break;
      this.#holders.delete(oldest);
      oldest.lose();
      this.#waiting.add(oldest);
    }
    this.#holders.add(claimant);
    claimant.gain();
  }
}
