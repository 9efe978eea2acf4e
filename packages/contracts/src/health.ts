import { z } from "zod";
import { Millis } from "./ids.ts";

export const HealthCheck = z.object({
  status: z.enum(["ok", "draining"]),
  version: z.string(),
  /** Milliseconds since the server started. */
  uptimeMs: z.number(),
});
export interface HealthCheck extends z.infer<typeof HealthCheck> {}

export const ReadyCheck = z.object({
  ready: z.boolean(),
  /** One entry for each part the server needs; `ok` or the reason it is not. */
  checks: z.record(z.string(), z.string()),
});
export interface ReadyCheck extends z.infer<typeof ReadyCheck> {}

/** One beat of `health.watch`. */
export const HealthEvent = z.object({
  status: z.enum(["ok", "draining"]),
  runner: z.enum(["online", "offline"]),
  at: Millis,
});
export interface HealthEvent extends z.infer<typeof HealthEvent> {}
