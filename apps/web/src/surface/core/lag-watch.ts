/** How often a busy screen asks how far it is behind. */
const CHECK_MS = 1_000;
/** A screen this far behind shows the past; what is skipped is still in the history. */
const FAR_BEHIND_BYTES = 2 * 1024 * 1024;

interface LagDeps {
  /** Whether the screen had to hold output back since the last time this was asked. */
  wasBusy(): boolean;
  /** How many bytes the screen is behind the program. */
  behind(): Promise<number>;
  /** Leave the past out and show the screen as it is now. */
  jump(): void;
}

/** Moves a screen that cannot keep up to the present, so that a flood never stands between a person and the prompt. */
export class LagWatch {
  readonly #deps: LagDeps;
  readonly #timer: ReturnType<typeof setInterval>;
  #stopped = false;

  constructor(deps: LagDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => {
      if (deps.wasBusy()) void this.check();
    }, CHECK_MS);
  }

  /** Jumps if the screen is far behind. */
  async check(): Promise<void> {
    try {
      const behind = await this.#deps.behind();
      if (!this.#stopped && behind > FAR_BEHIND_BYTES) this.#deps.jump();
    } catch {
      // The server is away: there is nothing to jump to, and the lost connection is told elsewhere.
    }
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }
}
