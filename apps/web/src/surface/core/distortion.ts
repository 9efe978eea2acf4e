/** How many pixels wide something is drawn, and how many wide it is shown. */
export interface Widths {
  readonly drawn: number;
  readonly shown: number;
}

/** Pixels of the page that rounding may explain. */
const SLACK_PX = 2;
/** For so many frames it must stay so: while a size settles, both differ for a moment. */
const FRAMES = 5;

interface DistortionOptions {
  /** `null` while there is nothing to measure. */
  readonly widths: () => Widths | null;
  /** Pixels of the screen in one of the page. */
  readonly ratio: () => number;
  readonly nextFrame: (then: () => void) => void;
  /** Told of what was drawn, once it is certain. */
  readonly decided: (isDistorted: boolean) => void;
}

/**
 * Finds out whether a drawing surface has other pixels than the screen. Browsers that report the pixels of a box wrongly,
 * such as ones that pretend to be a phone, would show it blank or blurred.
 */
export class Distortion {
  readonly #options: DistortionOptions;
  #frames = 0;
  #last: Widths | null = null;
  #isOver = false;

  constructor(options: DistortionOptions) {
    this.#options = options;
  }

  /** Something was drawn. */
  drawn(): void {
    if (this.#isOver || this.#frames > 0) return;
    this.#look();
  }

  stop(): void {
    this.#isOver = true;
  }

  #look(): void {
    if (this.#isOver) return;
    const { widths, ratio, nextFrame } = this.#options;
    const now = widths();
    const isDistorted = now !== null && now.shown > 0 && Math.abs(now.drawn - now.shown * ratio()) > SLACK_PX * ratio();
    if (!isDistorted) return this.#decide(false);
    const isSame = now.drawn === this.#last?.drawn && now.shown === this.#last.shown;
    this.#last = now;
    this.#frames = isSame ? this.#frames + 1 : 1;
    if (this.#frames > FRAMES) return this.#decide(true);
    nextFrame(() => this.#look());
  }

  #decide(isDistorted: boolean): void {
    this.#frames = 0;
    this.#last = null;
    this.#options.decided(isDistorted);
  }
}
