interface Sample {
  /** When the program's output ended at `end`. */
  readonly at: number;
  readonly end: number;
}

/** Samples that were not reached yet; more say nothing new. */
const MOST_SAMPLES = 60;

/** Tells by how much a screen is behind its program, from now and then asking where the output ends. */
export class Behind {
  #samples: Sample[] = [];

  /** The output ended at `end`, at the time `at`. */
  saw(at: number, end: number): void {
    this.#samples = [...this.#samples, { at, end }].slice(-MOST_SAMPLES);
  }

  /** How old, in milliseconds, what is drawn up to `offset` is at least; 0 when it has all that was seen. */
  behindMs(now: number, offset: number): number {
    const open = this.#samples.findIndex(({ end }) => end > offset);
    this.#samples = open < 0 ? [] : this.#samples.slice(open);
    const oldest = this.#samples[0];
    return oldest ? Math.max(0, now - oldest.at) : 0;
  }
}
