import { backoffMs, pause } from "../calls/backoff.ts";
import { type PilothouseError, toPilothouseError } from "../error.ts";

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** Brings the newest size across, over lost connections; sizes that were overtaken on the way are left out. */
export class LatestSize {
  readonly #send: (size: Size, signal: AbortSignal) => Promise<unknown>;
  readonly #mayRetry: (error: PilothouseError) => Promise<boolean>;
  readonly #closed = new AbortController();
  #wanted: Size | null = null;
  #sending: Promise<void> | null = null;

  constructor(
    send: (size: Size, signal: AbortSignal) => Promise<unknown>,
    mayRetry: (error: PilothouseError) => Promise<boolean>,
  ) {
    this.#send = send;
    this.#mayRetry = mayRetry;
  }

  /** Resolves once this size, or a newer one, has arrived. */
  set(size: Size): Promise<void> {
    this.#wanted = size;
    this.#sending ??= this.#bring().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  close(reason: PilothouseError): void {
    // Whoever reads the view learns of its end there; a size that nobody waits for must not end the process.
    this.#sending?.catch(() => undefined);
    this.#closed.abort(reason);
  }

  async #bring(): Promise<void> {
    for (let failures = 0; this.#wanted;) {
      const size = this.#wanted;
      this.#wanted = null;
      try {
        await this.#send(size, this.#closed.signal);
        failures = 0;
      } catch (cause) {
        this.#closed.signal.throwIfAborted();
        const error = toPilothouseError(cause);
        if (!(await this.#mayRetry(error))) {
          // It was overtaken by another, which may have been asked for with other rights.
          if (this.#wanted) continue;
          throw error;
        }
        this.#wanted ??= size;
        failures += 1;
        await pause(backoffMs(failures), this.#closed.signal);
        this.#closed.signal.throwIfAborted();
      }
    }
  }
}
