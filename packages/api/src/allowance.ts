import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";

/** The limits of this file, by their names in `LIMITS`. */
export type AllowanceLimits = Readonly<Record<"callsPerUser" | "streamsPerUser", number>>;

/** Counts what each user has under way, so that nobody takes up what all of them share. */
export class Allowance {
  readonly #limits: AllowanceLimits;
  readonly #underWay = { callsPerUser: new Map<string, number>(), streamsPerUser: new Map<string, number>() };

  constructor(limits: AllowanceLimits = LIMITS) {
    this.#limits = limits;
  }

  /** One more, until what is returned is called, once or more often. Throws a Fault `quota` when it is one too many. */
  take(userId: string, kind: keyof AllowanceLimits): () => void {
    const counts = this.#underWay[kind];
    const count = counts.get(userId) ?? 0;
    const limit = this.#limits[kind];
    if (count >= limit) throw new Fault("quota", `you have ${count} ${NAMES[kind]} open, which is the limit`, { limit });
    counts.set(userId, count + 1);
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      const left = (counts.get(userId) ?? 1) - 1;
      if (left === 0) counts.delete(userId);
      else counts.set(userId, left);
    };
  }
}

const NAMES = { callsPerUser: "calls", streamsPerUser: "subscriptions" } as const;
