import { InputAudit, LIMITS, ProcessLimits, TerminalLifetime } from "@pilothouse/contracts";
import type { TerminalPolicy } from "@pilothouse/terminals";
import { z } from "zod";

/** A number within what a terminal may be given, from text. */
const limit = (name: keyof ProcessLimits) => z.coerce.number().pipe(ProcessLimits.def.shape[name].unwrap()).optional();

const time = (name: keyof TerminalLifetime) => z.coerce.number().pipe(TerminalLifetime.def.shape[name].unwrap()).optional();

/** The part of the environment that holds for every terminal. */
export const TERMINAL_SETTINGS = {
  PILOTHOUSE_TERMINAL_MAX_PROCESSES: limit("processes"),
  PILOTHOUSE_TERMINAL_MEMORY_BYTES: limit("memoryBytes"),
  PILOTHOUSE_TERMINAL_CPU_PERCENT: limit("cpuPercent"),
  PILOTHOUSE_TERMINAL_CPU_SECONDS: limit("cpuSeconds"),
  PILOTHOUSE_TERMINAL_IDLE_MINUTES: time("idleMinutes"),
  PILOTHOUSE_TERMINAL_MAX_AGE_HOURS: time("maxAgeHours"),
  PILOTHOUSE_INPUT_AUDIT: InputAudit.default("off"),
  PILOTHOUSE_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
  PILOTHOUSE_RETENTION_TOTAL_BYTES: z.coerce
    .number()
    .int()
    .min(LIMITS.hotRingBytes)
    .max(2 ** 50)
    .default(LIMITS.keptBytesInTotal),
  PILOTHOUSE_RETENTION_ENDED_TERMINALS: z.coerce.number().int().min(1).max(1_000_000).default(LIMITS.endedTerminalsPerUser),
};

const Settings = z.object(TERMINAL_SETTINGS);

export function terminalPolicy(env: z.infer<typeof Settings>): TerminalPolicy {
  return {
    limits: {
      processes: env.PILOTHOUSE_TERMINAL_MAX_PROCESSES,
      memoryBytes: env.PILOTHOUSE_TERMINAL_MEMORY_BYTES,
      cpuPercent: env.PILOTHOUSE_TERMINAL_CPU_PERCENT,
      cpuSeconds: env.PILOTHOUSE_TERMINAL_CPU_SECONDS,
    },
    lifetime: { idleMinutes: env.PILOTHOUSE_TERMINAL_IDLE_MINUTES, maxAgeHours: env.PILOTHOUSE_TERMINAL_MAX_AGE_HOURS },
    inputAudit: env.PILOTHOUSE_INPUT_AUDIT,
    retention: {
      days: env.PILOTHOUSE_RETENTION_DAYS,
      totalBytes: env.PILOTHOUSE_RETENTION_TOTAL_BYTES,
      endedTerminalsPerUser: env.PILOTHOUSE_RETENTION_ENDED_TERMINALS,
    },
  };
}
