import { join } from "node:path";
import type { System } from "@pilothouse/api";
import { type Backup, LIMITS } from "@pilothouse/contracts";
import { type BackupFile, backupFolder, backUp, listBackups, pruneBackups, signedEnds } from "@pilothouse/db";
import type { Audit } from "@pilothouse/identity";
import { type Clock, Fault, type Logger, messageOf } from "@pilothouse/platform";
import type { BackupPolicy } from "./backup-settings.ts";
import { VERSION } from "./version.ts";

export interface BackupDeps {
  /** The data dir. */
  readonly folder: string;
  readonly policy: BackupPolicy;
  readonly audit: Pick<Audit, "record" | "checkpoint">;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Makes backups when they are asked for, and from time to time. Disposing ends that. */
export interface Backups extends System, AsyncDisposable {
  /** Makes one if it is time for it. */
  makeIfDue(): Promise<void>;
}

export function openBackups({ folder, policy, audit, clock, log }: BackupDeps): Backups {
  let running: Promise<unknown> | null = null;

  const copy = async (): Promise<Backup> => {
    await audit.checkpoint();
    const backup = await backUp({ folder, version: VERSION, at: clock.now(), files: signedEnds(folder) });
    pruneBackups(folder, "pilothouse", policy.keep);
    log.info({ name: backup.name, bytes: backup.bytes }, "the database was backed up");
    return withPath(folder, backup);
  };
  const makeIfDue = async (): Promise<void> => {
    const now = clock.now();
    // One that was made while the clock was ahead says nothing of when the next one is due.
    const last = listBackups(folder, "pilothouse").find(({ at }) => at <= now)?.at ?? Number.NEGATIVE_INFINITY;
    const due = now - last >= policy.everyMs;
    if (running || policy.everyMs === 0 || !due) return;
    running = copy().catch((error: unknown) => log.error({ reason: messageOf(error) }, "there is no backup"));
    await running.finally(() => (running = null));
  };
  const timer = setInterval(() => void makeIfDue(), LIMITS.backupLookMs);
  return {
    async backup(actor) {
      if (running) throw new Fault("conflict", "a backup is being made already; wait until that is over");
      const made = audit.record(actor, { action: "system.backup" }).then(copy);
      running = made;
      return made.finally(() => (running = null));
    },
    backups: async () => listBackups(folder).map((each) => withPath(folder, each)),
    makeIfDue,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await Promise.allSettled([running]);
    },
  };
}

function withPath(folder: string, { name, bytes, at }: BackupFile): Backup {
  return { name, path: join(backupFolder(folder), name), bytes, at };
}
