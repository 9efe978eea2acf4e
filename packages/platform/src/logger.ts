import { pino } from "pino";
import type { DestinationStream, LevelWithSilent, Logger as PinoLogger } from "pino";

export type Logger = Pick<PinoLogger, "debug" | "info" | "warn" | "error" | "child">;
export const LOG_LEVELS = [
  "fatal",
  "error",
  "warn",
  "info",
  "debug",
  "trace",
  "silent",
] as const satisfies readonly LevelWithSilent[];
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_KEYS = ["password", "token", "accessToken", "refreshToken", "secret", "code", "authorization", "cookie"];

/** Structured JSON lines. Values under names that hold secrets are replaced, up to three levels down. */
export function createLogger(options: { level: LogLevel; name: string }, destination?: DestinationStream): Logger {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*["set-cookie"]`]);
  return pino(
    { name: options.name, level: options.level, redact: { paths: [...new Set(paths)], censor: "[redacted]" } },
    destination,
  );
}
