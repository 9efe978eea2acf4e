import { type Actor, type Clock, Fault, type Logger } from "@pilothouse/platform";
import type { WriterRecord, WriterStore } from "./writer-store.ts";

interface WritersOptions {
  readonly store: WriterStore;
  readonly nameOf: (actor: Actor) => Promise<string>;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Writing {
  readonly id: string;
  readonly clientId: string;
  readonly device: string;
}

const MOST_REMEMBERED = 10_000;

/** Writes down whose client is whose before the first of its input goes on. */
export class Writers {
  readonly #options: WritersOptions;
  /** The user of each client of a terminal. */
  readonly #known = new Map<string, string>();

  constructor(options: WritersOptions) {
    this.#options = options;
  }

  /** Fault `conflict` when the client is another user's. A database that refuses stops nobody's input. */
  async note(actor: Actor, writing: Writing): Promise<void> {
    const key = `${writing.id} ${writing.clientId}`;
    const known = this.#known.get(key);
    if (known === actor.userId) return;
    const userId = known ?? (await this.#claim(actor, writing));
    if (userId === null) return;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(key, userId);
    if (userId !== actor.userId) throw new Fault("conflict", "somebody else writes under this client id; choose another");
  }

  async #claim(actor: Actor, { id, clientId, device }: Writing): Promise<string | null> {
    const { store, nameOf, clock, log } = this.#options;
    const { userId, via } = actor;
    try {
      const name = await nameOf(actor);
      const record: WriterRecord = {
        terminalId: id,
        clientId,
        userId,
        name,
        device,
        via: via.kind === "login" ? "login" : "token",
        at: clock.now(),
      };
      return (await store.claimWriter(record)).userId;
    } catch (error) {
      log.error({ err: error, terminalId: id }, "who writes to a terminal was not recorded");
      return null;
    }
  }
}
