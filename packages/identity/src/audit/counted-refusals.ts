import { type AuditFacts, LIMITS } from "@pilothouse/contracts";
import { networkOf } from "@pilothouse/platform";

/** Calls of strangers that were turned away. Counted, because whoever sends thousands must not fill the audit log. */
export class CountedRefusals {
  readonly #most: number;
  #networks = new Map<string, number>();
  #count = 0;

  constructor(most: number = LIMITS.auditNetworks) {
    this.#most = most;
  }

  note(address: string): void {
    const network = networkOf(address);
    const before = this.#networks.get(network);
    this.#count += 1;
    if (before !== undefined || this.#networks.size < this.#most) this.#networks.set(network, (before ?? 0) + 1);
  }

  /** What was counted since the last time; `null` when nothing was. */
  take(): AuditFacts | null {
    if (this.#count === 0) return null;
    const networks = [...this.#networks].map(([network, count]) => `${network}: ${count}`);
    const facts = { count: this.#count, networks };
    this.#networks = new Map();
    this.#count = 0;
    return facts;
  }
}
