import { backoffMs, pause } from "../calls/backoff.ts";
import { type PilothouseError, toPilothouseError } from "../error.ts";
import { mayRetry } from "./may-retry.ts";
import type { Socket } from "./socket.ts";

export type StreamState = "connecting" | "live" | "reconnecting";

/** What tRPC tells of one subscription. */
export interface SubscriptionCallbacks<T> {
  onStarted(): void;
  onData(event: { readonly id: string; readonly data: T }): void;
  onError(error: unknown): void;
  onComplete(): void;
  onConnectionStateChange(change: { readonly state: string }): void;
}

export interface SteadyOptions<T> {
  readonly socket: Socket;
  /** Subscribes behind the last event that was taken. Called again whenever the server gave the subscription up. */
  subscribe(callbacks: SubscriptionCallbacks<T>): { unsubscribe(): void };
  onEvent(id: string, event: T): void;
  onState(state: StreamState): void;
  /** The stream has ended for good: with an error, or because the client was closed. */
  onEnd(error: PilothouseError | null): void;
}

/**
 * A subscription that goes on until it is stopped or refused for good. tRPC's client moves it to a new socket after a
 * loss; this adds what the server may do to it on a working socket: fail it for now, end it early, refuse its token.
 */
export class SteadySubscription<T> {
  readonly #options: SteadyOptions<T>;
  readonly #release: () => void;
  readonly #stopped = new AbortController();
  #attempt: { unsubscribe(): void } | null = null;
  #current = 0;
  #failures = 0;
  #renewedToken = false;
  #state: StreamState = "connecting";

  constructor(options: SteadyOptions<T>) {
    this.#options = options;
    this.#release = options.socket.hold(() => this.#end(null));
    this.#start();
  }

  /** Subscribes again, from wherever `subscribe` now says, after a wait that grows until an event is `accepted`. */
  restart(): void {
    this.#leave();
    void this.#startLater();
  }

  /** The last event was a good one. */
  accepted(): void {
    this.#failures = 0;
  }

  stop(): void {
    this.#stopped.abort();
    this.#leave();
    this.#release();
  }

  #start(): void {
    const number = (this.#current += 1);
    const onlyNow =
      <A extends unknown[]>(react: (...args: A) => void) =>
      (...args: A): void => {
        if (number === this.#current) react(...args);
      };
    this.#attempt = this.#options.subscribe({
      onStarted: onlyNow(() => this.#live()),
      onData: onlyNow(({ id, data }) => this.#options.onEvent(id, data)),
      onError: onlyNow((error) => void this.#recover(toPilothouseError(error))),
      onComplete: onlyNow(() => void this.#startLater()),
      onConnectionStateChange: onlyNow(({ state }) => state === "connecting" && this.#lost()),
    });
  }

  #leave(): void {
    this.#current += 1;
    this.#attempt?.unsubscribe();
    this.#attempt = null;
  }

  #live(): void {
    this.#renewedToken = false;
    this.#enter("live");
  }

  #lost(): void {
    if (this.#state === "live") this.#enter("reconnecting");
  }

  #enter(state: StreamState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  async #startLater(): Promise<void> {
    this.#lost();
    const number = (this.#current += 1);
    this.#failures += 1;
    await pause(backoffMs(this.#failures), this.#stopped.signal);
    if (number === this.#current) this.#start();
  }

  async #recover(error: PilothouseError): Promise<void> {
    if (error.retryable) return this.#startLater();
    if (error.kind !== "unauthenticated" || this.#renewedToken) return this.#end(error);
    this.#renewedToken = true;
    const number = (this.#current += 1);
    const again = await mayRetry(this.#options.socket, error);
    if (number !== this.#current) return;
    if (again) this.#start();
    else this.#end(error);
  }

  #end(error: PilothouseError | null): void {
    this.stop();
    this.#options.onEnd(error);
  }
}
