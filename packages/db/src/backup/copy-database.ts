import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { Fault } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";

export interface CopyOptions {
  readonly to: string;
  /** Of the program that makes it. */
  readonly version: string;
  /** Small files that belong to the database, by their paths in the data dir. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * Copies a database that may be in use into one private file: as of one moment, checked, and on the disk before it has
 * its name. Says inside which program made it.
 */
export function copyDatabase(source: Sqlite.Database, { to, version, files }: CopyOptions): void {
  const draft = `${to}.partial`;
  rmSync(draft, { force: true });
  try {
    // SQLite writes into an empty file, and leaves its mode.
    closeSync(openSync(draft, "wx", 0o600));
    source.prepare("vacuum into ?").run(draft);
    label(draft, version, files);
    syncFile(draft);
    renameSync(draft, to);
    syncFile(dirname(to));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

export function label(file: string, version: string, files: CopyOptions["files"]): void {
  const copy = new Sqlite(file);
  try {
    copy.exec("create table backup_info (version text not null); create table backup_files (path text primary key, bytes blob)");
    copy.prepare("insert into backup_info values (?)").run(version);
    const insert = copy.prepare("insert into backup_files values (?, ?)");
    for (const [path, bytes] of files) insert.run(path, bytes);
    refuseBroken(copy);
  } finally {
    copy.close();
  }
}

/** Fault `unavailable` when the database is not whole. */
export function refuseBroken(sqlite: Sqlite.Database): void {
  const finding = sqlite.pragma("integrity_check(1)", { simple: true });
  if (finding !== "ok") throw new Fault("unavailable", `the copy is damaged (${String(finding)})`);
}

/** What was written to a file, or into a folder, survives a power cut from then on. */
export function syncFile(file: string): void {
  const handle = openSync(file, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
