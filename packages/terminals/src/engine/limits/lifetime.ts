import { LIMITS, type LifetimeEnd, type LifetimeWarning, type TerminalLifetime } from "@pilothouse/contracts";

interface Look {
  /** Differs from the last one when there was input or output since. */
  readonly trace: string;
  /** The program is at work, or waits for a person. */
  readonly works: boolean;
}

interface Verdict {
  readonly warning: LifetimeWarning | null;
  /** Why the terminal is to be closed now. */
  readonly end: LifetimeEnd | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Says when a terminal has been idle for too long or is too old, and warns before. It has no timer: look now and then. */
export class Lifetime {
  readonly #limits: ReadonlyMap<LifetimeEnd, number>;
  #usedAt: number;
  #bornAt: number;
  #trace = "";
  #warning: LifetimeWarning | null = null;

  constructor({ idleMinutes, maxAgeHours }: TerminalLifetime, at: number) {
    this.#usedAt = at;
    this.#bornAt = at;
    const limits = new Map<LifetimeEnd, number>();
    if (idleMinutes !== undefined) limits.set("idle", idleMinutes * MINUTE);
    if (maxAgeHours !== undefined) limits.set("age", maxAgeHours * HOUR);
    this.#limits = limits;
  }

  /** Both times begin anew. */
  keep(at: number): void {
    this.#usedAt = at;
    this.#bornAt = at;
    this.#warning = null;
  }

  look(at: number, { trace, works }: Look): Verdict {
    if (works || trace !== this.#trace) this.#usedAt = at;
    this.#trace = trace;
    const next = this.#next();
    if (!next || at < next.endsAt - next.warnMs) this.#warning = null;
    else if (this.#warning?.kind !== next.kind) {
      // Nobody saw a warning that was due while the machine slept.
      this.#warning = { kind: next.kind, endsAt: Math.max(next.endsAt, at + next.warnMs) };
    }
    const over = this.#warning !== null && at >= this.#warning.endsAt;
    return { warning: this.#warning, end: over ? (this.#warning?.kind ?? null) : null };
  }

  #next(): { kind: LifetimeEnd; endsAt: number; warnMs: number } | undefined {
    const ends = [...this.#limits].map(([kind, ms]) => ({
      kind,
      endsAt: ms + (kind === "idle" ? this.#usedAt : this.#bornAt),
      warnMs: Math.min(LIMITS.lifetimeWarningMs, ms / 2),
    }));
    return ends.sort((one, other) => one.endsAt - other.endsAt)[0];
  }
}
