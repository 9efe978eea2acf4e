import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "@pilothouse/platform";

/** `pilothouse`: made on purpose. `before`: as it was before an upgrade. `replaced`: what a restored backup took the place of. */
export type BackupKind = "pilothouse" | "before" | "replaced";

export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly at: number;
}

const NAME = /^(?<kind>pilothouse|before|replaced)-(?<day>\d{4}-\d{2}-\d{2})T(?<time>[\d-]{12})Z\.db$/;

export function backupFolder(dataDir: string): string {
  return join(dataDir, "backups");
}

/** A name that sorts by time, and is one on every file system. */
export function backupName(kind: BackupKind, at: number): string {
  return `${kind}-${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}.db`;
}

/** The backups in a data dir, newest first. */
export function listBackups(dataDir: string, kind?: BackupKind): BackupFile[] {
  const found = namesIn(backupFolder(dataDir)).flatMap((name) => {
    const { groups } = NAME.exec(name) ?? {};
    if (!groups || (kind !== undefined && groups["kind"] !== kind)) return [];
    const [hour, minute, second, ms] = (groups["time"] ?? "").split("-");
    const at = Date.parse(`${groups["day"]}T${hour}:${minute}:${second}.${ms}Z`);
    return [{ name, bytes: statSync(join(backupFolder(dataDir), name)).size, at }];
  });
  return found.sort((one, other) => other.at - one.at);
}

/** Deletes the oldest of a kind until so many are left. */
export function pruneBackups(dataDir: string, kind: BackupKind, keep: number): void {
  for (const { name } of listBackups(dataDir, kind).slice(keep)) rmSync(join(backupFolder(dataDir), name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return [];
    throw error;
  }
}
