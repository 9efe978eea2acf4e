import type { WriteResult, WriteTerminal } from "@pilothouse/contracts";
import { backoffMs, pause } from "../calls/backoff.ts";
import { PilothouseError, toPilothouseError } from "../error.ts";
import { InputBacklog } from "./input-backlog.ts";
import { uniqueId } from "./unique-id.ts";

/** Chunks on their way at once, so that on a slow line one key press does not wait for the answer to the last. */
const MAX_IN_FLIGHT = 8;

/** One attempt to hand a chunk over. Only `direct` ones arrive in the order in which they were sent. */
export interface Attempt {
  readonly direct: boolean;
  readonly result: Promise<WriteResult>;
}

export interface InputQueueOptions {
  readonly terminalId: string;
  send(input: WriteTerminal, signal: AbortSignal): Attempt;
  /** Whether the same input may be sent again after this error. */
  mayRetry(error: PilothouseError): Promise<boolean>;
}

/**
 * Input on its way to one terminal: sent in order, kept until the server says it was applied, and sent again after a
 * loss. The server applies each number once, and none before the one in front of it.
 */
export class InputQueue {
  readonly #options: InputQueueOptions;
  readonly #backlog = new InputBacklog();
  readonly #closed = new AbortController();
  /** Another one after each refusal: what the server may hold back under the old one must not join what comes. */
  #clientId = uniqueId();
  #open = false;
  #inFlight = 0;
  #alone = false;
  #failure: PilothouseError | null = null;
  #failures = 0;

  constructor(options: InputQueueOptions) {
    this.#options = options;
  }

  /** From now on input is sent. */
  open(): void {
    this.#open = true;
    this.#sendMore();
  }

  /** Resolves once all of it was applied. Rejects with `quota` when too much is waiting already. */
  write(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
    const written = this.#backlog.add(bytes);
    this.#sendMore();
    return written;
  }

  /** Fails what was not applied yet. Whoever reads the view learns of its end there. */
  close(error: PilothouseError): void {
    this.#closed.abort();
    this.#backlog.abandon(error);
  }

  #sendMore(): void {
    while (this.#open && this.#failure === null && !this.#alone && this.#inFlight < MAX_IN_FLIGHT) {
      const chunk = this.#backlog.take();
      if (!chunk) return;
      this.#inFlight += 1;
      const input = { id: this.#options.terminalId, clientId: this.#clientId, ...chunk };
      const { direct, result } = this.#options.send(input, this.#closed.signal);
      this.#alone = !direct;
      result.then(
        ({ appliedSeq }) => this.#answered(chunk.seq, appliedSeq),
        (error: unknown) => this.#settled(toPilothouseError(error)),
      );
    }
  }

  #answered(seq: number, appliedSeq: number): void {
    this.#backlog.applied(appliedSeq);
    this.#failures = 0;
    this.#settled(appliedSeq >= seq ? null : notApplied());
  }

  #settled(failure: PilothouseError | null): void {
    this.#inFlight -= 1;
    this.#failure ??= failure;
    if (this.#inFlight === 0) {
      this.#alone = false;
      if (this.#failure) void this.#recover(this.#failure);
    }
    this.#sendMore();
  }

  async #recover(failure: PilothouseError): Promise<void> {
    this.#failures += 1;
    if (await this.#options.mayRetry(failure)) {
      await pause(backoffMs(this.#failures), this.#closed.signal);
      this.#backlog.takeBack();
    } else {
      this.#backlog.refuse(failure);
      this.#clientId = uniqueId();
    }
    if (this.#closed.signal.aborted) return;
    this.#failure = null;
    this.#sendMore();
  }
}

function notApplied(): PilothouseError {
  return new PilothouseError({ kind: "unavailable", message: "the input was not applied yet", retryable: true });
}
