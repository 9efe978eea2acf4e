import { pause, reconnectMs } from "../calls/backoff.ts";
import type { ReadToken } from "../calls/token.ts";
import { PilothouseError, toPilothouseError } from "../error.ts";
import { onWake } from "./wake.ts";

/**
 * What every attempt to open a socket passes first: it waits longer after each failure, but not past `skip`, and
 * fetches a token, so that the socket can identify itself as soon as it is open.
 */
export class ReconnectGate {
  readonly #readToken: ReadToken;
  #failures = 0;
  #token: string | undefined;
  #refused: string | undefined;
  #wait = new AbortController();
  #stopped = false;

  constructor(readToken: ReadToken) {
    this.#readToken = readToken;
  }

  /** The token that the newest socket was opened with. */
  get token(): string | undefined {
    return this.#token;
  }

  async pass(): Promise<void> {
    this.#stopped = false;
    this.#wait = new AbortController();
    const stopListening = onWake(() => this.#wait.abort());
    await pause(reconnectMs(this.#failures), this.#wait.signal);
    stopListening();
    if (this.#stopped) throw new PilothouseError({ kind: "unavailable", message: "nothing waits for this connection any more" });
    await this.#fetchToken();
  }

  /** The server has spoken: the next loss is the first one. */
  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
  }

  /** The server ended this socket's token; the next socket needs another. */
  refuse(): void {
    this.#refused = this.#token;
  }

  /** Asks for a token in place of the refused one. Says whether there is one. */
  async renew(): Promise<boolean> {
    const refused = this.#token;
    if (refused === undefined) return false;
    this.refuse();
    await this.#fetchToken();
    return this.#token !== refused;
  }

  /** Ends the wait of an attempt that nobody needs any more. */
  stop(): void {
    this.#stopped = true;
    this.#wait.abort();
  }

  async #fetchToken(): Promise<void> {
    try {
      this.#token = await this.#readToken(this.#refused);
      this.#refused = undefined;
    } catch (error) {
      // Without a token the server refuses each stream by name, which reaches whoever reads it.
      if (toPilothouseError(error).kind === "unauthenticated") this.#token = undefined;
      else {
        this.failed();
        throw error;
      }
    }
  }
}
