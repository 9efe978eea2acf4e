import { InputAudit, ProcessLimits, TerminalLifetime } from "@pilothouse/contracts";
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
  };
}
