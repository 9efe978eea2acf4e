import { Fault } from "@pilothouse/platform";

interface InputOrderOptions {
  /** Takes a chunk for good, or refuses it by throwing; either way its number is used up. */
  readonly apply: (data: Uint8Array, clientId: string) => void;
  /** How long a chunk waits for its predecessor. */
  readonly patienceMs?: number;
}

interface Held {
  readonly data: Uint8Array;
  readonly outcome: PromiseWithResolvers<{ readonly appliedSeq: number }>;
  readonly timer: NodeJS.Timeout;
}

interface Client {
  readonly id: string;
  applied: number;
  readonly held: Map<number, Held>;
}

const PATIENCE_MS = 5_000;
/** Chunks one client may be ahead of one that is missing. */
const MAX_HELD = 64;
/** Writers remembered for each terminal; one that was silent for longest is forgotten first. */
const MAX_CLIENTS = 1_024;

/** Applies every client's chunks once, in the order of their numbers, however often and in whatever order they come. */
export class InputOrder {
  readonly #options: InputOrderOptions;
  readonly #clients = new Map<string, Client>();
  #over: Fault | null = null;

  constructor(options: InputOrderOptions) {
    this.#options = options;
  }

  async write(clientId: string, seq: number, data: Uint8Array): Promise<{ readonly appliedSeq: number }> {
    if (this.#over) throw this.#over;
    const client = this.#client(clientId);
    if (seq <= client.applied) return { appliedSeq: client.applied };
    if (seq > client.applied + 1) return this.#hold(client, seq, data);
    try {
      this.#apply(client, data);
    } finally {
      this.#release(client);
    }
    return { appliedSeq: client.applied };
  }

  /** Refuses what waits and all that comes. */
  stop(reason: Fault): void {
    this.#over = reason;
    for (const { held } of this.#clients.values()) {
      for (const [seq, { outcome }] of held) this.#forget(held, seq, () => outcome.reject(reason));
    }
  }

  #client(id: string): Client {
    const client = this.#clients.get(id) ?? { id, applied: 0, held: new Map() };
    this.#clients.delete(id);
    this.#clients.set(id, client);
    const oldest = this.#clients.keys().next().value;
    if (this.#clients.size > MAX_CLIENTS && oldest !== undefined) this.#clients.delete(oldest);
    return client;
  }

  #apply(client: Client, data: Uint8Array): void {
    client.applied += 1;
    this.#options.apply(data, client.id);
  }

  #hold(client: Client, seq: number, data: Uint8Array): Promise<{ readonly appliedSeq: number }> {
    const twice = client.held.get(seq);
    if (twice) return twice.outcome.promise;
    if (client.held.size >= MAX_HELD) throw missing(client);
    const outcome = Promise.withResolvers<{ readonly appliedSeq: number }>();
    const giveUp = () => this.#forget(client.held, seq, () => outcome.reject(missing(client)));
    const timer = setTimeout(giveUp, this.#options.patienceMs ?? PATIENCE_MS);
    client.held.set(seq, { data, outcome, timer });
    return outcome.promise;
  }

  /** Applies what was waiting for the chunk just applied. */
  #release(client: Client): void {
    for (;;) {
      const seq = client.applied + 1;
      const next = client.held.get(seq);
      if (!next) return;
      this.#forget(client.held, seq, () => {
        try {
          this.#apply(client, next.data);
          next.outcome.resolve({ appliedSeq: client.applied });
        } catch (error) {
          next.outcome.reject(error);
        }
      });
    }
  }

  #forget(held: Map<number, Held>, seq: number, settle: () => void): void {
    clearTimeout(held.get(seq)?.timer);
    held.delete(seq);
    settle();
  }
}

function missing(client: Client): Fault {
  const expectedSeq = client.applied + 1;
  return new Fault("conflict", `input ${expectedSeq} of this writer has not arrived`, { expectedSeq });
}
