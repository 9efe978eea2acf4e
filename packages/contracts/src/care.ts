import { z } from "zod";
import { Millis } from "./ids.ts";

/** A process that belongs to a terminal. */
export const TerminalProcess = z.object({
  pid: z.number().int().positive(),
  /** Its command line, shortened. */
  command: z.string(),
});
export interface TerminalProcess extends z.infer<typeof TerminalProcess> {}

/** What a terminal may use at most. What is left out is not limited. */
export const ProcessLimits = z
  .object({
    /** Processes and threads at a time. */
    processes: z.number().int().min(2).max(4_194_304),
    /** In a cgroup of all processes together, otherwise of each. */
    memoryBytes: z
      .number()
      .int()
      .min(16 * 1024 * 1024)
      .max(2 ** 50),
    /** Of one core; 200 are two cores. Needs a cgroup. */
    cpuPercent: z.number().int().min(1).max(100_000),
    /** CPU time of each process, after which it is killed. */
    cpuSeconds: z.number().int().min(1).max(31_536_000),
  })
  .partial();
export interface ProcessLimits extends z.infer<typeof ProcessLimits> {}

/**
 * The limits that hold; `null`: none. `rlimit` counts processes for the whole user, whose other ones were added to
 * the limit at the start, and memory for each process.
 */
export const LimitsInForce = z.object({
  by: z.enum(["cgroup", "rlimit", "none"]),
  processes: z.number().int().nullable(),
  memoryBytes: z.number().int().nullable(),
  cpuPercent: z.number().int().nullable(),
  cpuSeconds: z.number().int().nullable(),
});
export interface LimitsInForce extends z.infer<typeof LimitsInForce> {}

const UNLIMITED: LimitsInForce = { by: "none", processes: null, memoryBytes: null, cpuPercent: null, cpuSeconds: null };

/** When a terminal is closed by itself, after a warning. What is left out does not happen. */
export const TerminalLifetime = z
  .object({
    /** Without input, output and work. An agent that waits for a person is not idle. */
    idleMinutes: z.number().int().min(1).max(525_600),
    maxAgeHours: z.number().int().min(1).max(87_600),
  })
  .partial();
export interface TerminalLifetime extends z.infer<typeof TerminalLifetime> {}

export const LifetimeEnd = z.enum(["idle", "age"]);
export type LifetimeEnd = z.infer<typeof LifetimeEnd>;

/** The terminal is closed at `endsAt`, unless it is used (`idle`) or kept (`terminals.keep`). */
export const LifetimeWarning = z.object({ kind: LifetimeEnd, endsAt: Millis });
export interface LifetimeWarning extends z.infer<typeof LifetimeWarning> {}

/** How a terminal's processes are doing, as far as its runner knows. */
export const TerminalCare = z.object({
  /** The program runs, but nothing of it holds the terminal any more: it neither reads nor prints. `close` ends it. */
  detached: z.boolean().default(false),
  /**
   * What goes on although the terminal is over: left behind by its program, or not to be killed. `close` ends what can
   * be ended.
   */
  survivors: z.array(TerminalProcess).default([]),
  warning: LifetimeWarning.nullable().default(null),
  /** The limit for which it was closed. */
  closedFor: LifetimeEnd.nullable().default(null),
  limits: LimitsInForce.default(UNLIMITED),
  /** Processes that the kernel killed because the terminal was at its limit of memory; known with a cgroup only. */
  outOfMemoryKills: z.number().int().nonnegative().default(0),
  /** Bytes of too long lines that the kernel threw away before a program in line mode could read them. */
  inputCutBytes: z.number().int().nonnegative().default(0),
});
export interface TerminalCare extends z.infer<typeof TerminalCare> {}

/** A terminal of which nothing is to be said. */
export const NO_CARE: TerminalCare = TerminalCare.parse({});
