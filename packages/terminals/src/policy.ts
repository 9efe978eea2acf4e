import type { InputAudit, ProcessLimits, TerminalLifetime } from "@pilothouse/contracts";

/** How long, and how much of, terminals are kept. What is left out has no bound. */
export interface RetentionPolicy {
  /** A recording is dropped so many days after its terminal's end. */
  readonly days?: number | undefined;
  /** Output of all terminals together. */
  readonly totalBytes?: number | undefined;
  /** Terminals of one user that are over; those that ended first are forgotten first. */
  readonly endedTerminalsPerUser?: number | undefined;
}

/** What the owner of the server wants for every terminal. */
export interface TerminalPolicy {
  /** No terminal gets more than this, whatever it asks for. */
  readonly limits: ProcessLimits;
  /** No terminal gets more time than this. */
  readonly lifetime: TerminalLifetime;
  /** What is kept of what is typed. */
  readonly inputAudit: InputAudit;
  readonly retention: RetentionPolicy;
}

export const NO_POLICY: TerminalPolicy = { limits: {}, lifetime: {}, inputAudit: "off", retention: {} };

/** The smaller of two limits under one name; one that neither names is left out. */
function least<Name extends string>(name: Name, ...given: readonly Partial<Record<Name, number | undefined>>[]) {
  const limits = given.map((one) => one[name]).filter((limit) => limit !== undefined);
  return limits.length === 0 ? {} : { [name]: Math.min(...limits) };
}

/** The smaller of what was asked for and what the policy allows. */
export function withinPolicy({ limits }: Pick<TerminalPolicy, "limits">, asked: ProcessLimits = {}): ProcessLimits {
  return {
    ...least("processes", asked, limits),
    ...least("memoryBytes", asked, limits),
    ...least("cpuPercent", asked, limits),
    ...least("cpuSeconds", asked, limits),
  };
}

/** The same for when it is closed. */
export function lifetimeWithin({ lifetime }: Pick<TerminalPolicy, "lifetime">, asked: TerminalLifetime = {}): TerminalLifetime {
  return { ...least("idleMinutes", asked, lifetime), ...least("maxAgeHours", asked, lifetime) };
}
