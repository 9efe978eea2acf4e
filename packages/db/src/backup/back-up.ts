import { once } from "node:events";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { errnoOf, Fault, messageOf } from "@pilothouse/platform";
import { makeDataFolder } from "../data-folder.ts";
import { type BackupFile, backupFolder, backupName } from "./names.ts";

const DRAFT = /\.db\.partial(?:-journal)?$/;

export interface BackUpOptions {
  readonly folder: string;
  readonly version: string;
  readonly at: number;
  /** Small files that belong to the database, by their paths in the data dir. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Copies the database of a data dir, which goes on being used, into its `backups`. Fault `unavailable` when that fails. */
export async function backUp({ folder, version, at, files }: BackUpOptions): Promise<BackupFile> {
  const name = backupName("pilothouse", at);
  const to = join(backupFolder(folder), name);
  try {
    makeDataFolder(backupFolder(folder));
    removeDrafts(backupFolder(folder));
    const workerData = { file: join(folder, "pilothouse.db"), to, version, files };
    const [code] = await once(new Worker(new URL("worker.ts", import.meta.url), { env: {}, workerData }), "exit");
    if (code !== 0) throw new Error(`the copy ended with ${String(code)}`);
    return { name, bytes: statSync(to).size, at };
  } catch (error) {
    const full = ["ENOSPC", "SQLITE_FULL"].includes(errnoOf(error) ?? "");
    throw new Fault("unavailable", `there is no backup in ${to}: ${full ? "the disk is full" : messageOf(error)}`);
  }
}

/** What a crash cut off; only one is made at a time. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name), { force: true });
}
