import { LIMITS } from "@pilothouse/contracts";
import { z } from "zod";

const HOUR_MS = 60 * 60_000;

export interface BackupPolicy {
  /** 0: never by itself. */
  readonly everyMs: number;
  readonly keep: number;
}

/** The part of the environment that is about backups. */
export const BACKUP_SETTINGS = {
  PILOTHOUSE_BACKUP_HOURS: z.coerce
    .number()
    .int()
    .min(0)
    .max(24 * 365)
    .default(LIMITS.backupEveryMs / HOUR_MS),
  PILOTHOUSE_BACKUP_KEEP: z.coerce.number().int().min(1).max(1_000).default(LIMITS.backupsKept),
};

const Settings = z.object(BACKUP_SETTINGS);

export function backupPolicy(env: z.infer<typeof Settings>): BackupPolicy {
  return { everyMs: env.PILOTHOUSE_BACKUP_HOURS * HOUR_MS, keep: env.PILOTHOUSE_BACKUP_KEEP };
}
