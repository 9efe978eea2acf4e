/** Readers that wait for something to happen. */
export class Waiters {
  readonly #wakes = new Set<() => void>();

  /** Resolves at the next `wake`; rejects with the signal's reason as soon as it is aborted. */
  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#wakes.delete(wake);
        signal.removeEventListener("abort", cancel);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const cancel = () => {
        leave();
        reject(signal.reason);
      };
      if (signal.aborted) return cancel();
      this.#wakes.add(wake);
      signal.addEventListener("abort", cancel, { once: true });
    });
  }

  wake(): void {
    for (const wake of this.#wakes) wake();
  }
}
