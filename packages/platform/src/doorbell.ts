/** Wakes the one reader that waits for something to have changed. */
export class Doorbell {
  #wake: (() => void) | null = null;

  ring(): void {
    this.#wake?.();
  }

  /** Resolves at the next `ring`, and when `signal` is aborted: the reader looks for itself what has changed. */
  rung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener("abort", done);
        this.#wake = null;
        resolve();
      };
      this.#wake = done;
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
