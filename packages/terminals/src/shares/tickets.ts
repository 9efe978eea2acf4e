import type { Clock, Guest } from "@pilothouse/platform";
import { hashSecret, newSecret } from "./share-token.ts";

interface TicketLimits {
  readonly shareTickets: number;
  readonly shareTicketMs: number;
}

/** What a share link was exchanged for: opens sockets for a short time, so that a link's own secret is sent no more often than needed. */
export class Tickets {
  readonly #limits: TicketLimits;
  readonly #clock: Clock;
  /** By hash, oldest first. */
  readonly #tickets = new Map<string, { readonly guest: Guest; readonly until: number }>();

  constructor(limits: TicketLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  issue(guest: Guest): string {
    const ticket = `pht_${newSecret()}`;
    this.#forgetOld();
    this.#tickets.set(hashSecret(ticket), { guest, until: this.#clock.now() + this.#limits.shareTicketMs });
    return ticket;
  }

  /** Who came by this ticket; `null` when it is none, or none any more. */
  read(ticket: string): Guest | null {
    const found = ticket.startsWith("pht_") ? this.#tickets.get(hashSecret(ticket)) : undefined;
    return found && this.#clock.now() < found.until ? found.guest : null;
  }

  #forgetOld(): void {
    for (const [hash, { until }] of this.#tickets) {
      if (this.#tickets.size < this.#limits.shareTickets && this.#clock.now() < until) return;
      this.#tickets.delete(hash);
    }
  }
}
