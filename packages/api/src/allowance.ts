import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";

/** The limits of this file, by their names in `LIMITS`. */
export type AllowanceLimits = Readonly<Record<"callsPerUser" | "streamsPerUser" | "viewersPerShare", number>>;

/** Counts what each user, or everyone behind one share link, has under way, so that nobody takes up what all of them share. */
export class Allowance {
  readonly #limits: AllowanceLimits;
  readonly #underWay = {
    callsPerUser: new Map<string, number>(),
    streamsPerUser: new Map<string, number>(),
    viewersPerShare: new Map<string, number>(),
  };

  constructor(limits: AllowanceLimits = LIMITS) {
    this.#limits = limits;
  }

  /** One more, until what is returned is called, once or more often. Throws a Fault `quota` when it is one too many. */
  take(userId: string, kind: keyof AllowanceLimits): () => void {
    const counts = this.#underWay[kind];
    const count = counts.get(userId) ?? 0;
    const limit = this.#limits[kind];
    if (count >= limit) throw new Fault("quota", REFUSALS[kind](count), { limit });
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

const REFUSALS = {
  callsPerUser: (count: number) => `you have ${count} calls open, which is the limit`,
  streamsPerUser: (count: number) => `you have ${count} subscriptions open, which is the limit`,
  viewersPerShare: (count: number) => `${count} people look through this link, which is the limit`,
} as const;
