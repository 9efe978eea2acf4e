import { type Clock, Fault, networkOf } from "@pilothouse/platform";

interface MissLimits {
  readonly shareMissesPerNetwork: number;
  readonly shareMissesMs: number;
}

/** Networks that are remembered; one more replaces the one that was wrong first. */
const MOST_NETWORKS = 10_000;

/** Counts the links that do not exist, by where they are tried from. */
export class Misses {
  readonly #limits: MissLimits;
  readonly #clock: Clock;
  readonly #networks = new Map<string, { count: number; readonly until: number }>();

  constructor(limits: MissLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Fault `quota` with `retryAfterMs` for a network that was wrong too often before. */
  check(address: string): void {
    const known = this.#known(networkOf(address));
    if (!known || known.count < this.#limits.shareMissesPerNetwork) return;
    const retryAfterMs = known.until - this.#clock.now();
    throw new Fault("quota", "too many links that do not work were tried from here; wait a little", { retryAfterMs });
  }

  missed(address: string): void {
    const network = networkOf(address);
    const known = this.#known(network);
    if (known) known.count += 1;
    else this.#networks.set(network, { count: 1, until: this.#clock.now() + this.#limits.shareMissesMs });
    const [first] = this.#networks.keys();
    if (first !== undefined && this.#networks.size > MOST_NETWORKS) this.#networks.delete(first);
  }

  #known(network: string) {
    const known = this.#networks.get(network);
    const now = this.#clock.now();
    // Longer than it can be: the clock was set back, and nobody waits for that.
    if (known && now < known.until && known.until - now <= this.#limits.shareMissesMs) return known;
    this.#networks.delete(network);
    return undefined;
  }
}
