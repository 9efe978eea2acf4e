import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { z } from "zod";

/** The limits of this file, by their names in `LIMITS`. */
export type RateLimits = Readonly<
  Record<"callsPerMinute" | "strangersCallsPerMinute" | "socketsPerMinute" | "policyReportsPerMinute", number>
>;
type Kind = keyof RateLimits;

const KINDS = ["callsPerMinute", "strangersCallsPerMinute", "socketsPerMinute", "policyReportsPerMinute"] as const;
const SECONDS = 60;
/** Of those that have used up less than that nothing is kept. */
const WORTH_KEEPING = 0.5;

const Dump = z.object({
  version: z.literal(1),
  storage: z.array(z.object({ key: z.string(), value: z.number(), expiresAt: z.number().nullable() })),
});
const Kept = z.partialRecord(z.enum(KINDS), Dump);
/** What was counted when a server ended. */
export type KeptRates = z.infer<typeof Kept>;

/**
 * Counts how often each user, or whoever is not known, does something in a minute. It counts in memory, as a call must not
 * cost a write; who has used up much of a minute is kept from one run of the server to the next.
 */
export class Rates {
  readonly #limits: RateLimits;
  readonly #limiters: ReadonlyMap<Kind, RateLimiterMemory>;

  constructor(limits: RateLimits = LIMITS) {
    this.#limits = limits;
    this.#limiters = new Map(KINDS.map((kind) => [kind, new RateLimiterMemory({ points: limits[kind], duration: SECONDS })]));
  }

  /** One more. Throws a Fault `quota` with `retryAfterMs` when it is one too many. */
  async count(kind: Kind, key: string): Promise<void> {
    try {
      await this.#limiters.get(kind)?.consume(key);
    } catch (error) {
      throw error instanceof RateLimiterRes ? this.#refusal(kind, error) : error;
    }
  }

  /** Throws the same when one more would be one too many. */
  async check(kind: Kind, key: string): Promise<void> {
    const used = await this.#limiters.get(kind)?.get(key);
    if (used && used.remainingPoints <= 0) throw this.#refusal(kind, used);
  }

  #refusal(kind: Kind, { msBeforeNext }: RateLimiterRes): Fault {
    const limit = this.#limits[kind];
    const words = `too many ${NAMES[kind]}: ${limit} in a minute is the limit; wait a little`;
    return new Fault("quota", words, { limit, retryAfterMs: Math.max(1, msBeforeNext) });
  }

  /** What the next run of the server has to know. */
  keep(): KeptRates {
    const kept = [...this.#limiters].map(([kind, limiter]) => {
      const { storage } = limiter.dump();
      const least = this.#limits[kind] * WORTH_KEEPING;
      return [kind, { version: 1, storage: storage.filter(({ value }) => value >= least) }] as const;
    });
    return Kept.parse(Object.fromEntries(kept));
  }

  /** Goes on from there. What is no such thing counts as nothing. */
  resume(kept: unknown): void {
    const { data = {} } = Kept.safeParse(kept);
    for (const [kind, limiter] of this.#limiters) {
      const dump = data[kind];
      if (dump) limiter.restore(dump);
    }
  }
}

const NAMES = {
  callsPerMinute: "calls",
  strangersCallsPerMinute: "calls without a sign-in",
  socketsPerMinute: "new sockets",
  policyReportsPerMinute: "reports",
} as const satisfies Record<Kind, string>;
