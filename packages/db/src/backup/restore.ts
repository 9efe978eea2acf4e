import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { Fault, messageOf } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";
import { makeDataFolder, makePrivateFile } from "../data-folder.ts";
import { refuseNewer } from "../migrate.ts";
import { migrations } from "../migrations/index.ts";
import { label, refuseBroken, syncFile } from "./copy-database.ts";
import { backupFolder, backupName } from "./names.ts";

interface Contents {
  /** Of the program that made it. */
  readonly version: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
}

export interface Restored {
  readonly version: string;
  /** Where the database is that was there before; `null` when there was none. */
  readonly replaced: string | null;
}

/**
 * Puts a backup in the place of a data dir's database, which nothing may have open. What was there is set aside. Fault
 * `conflict` for what is no backup or is one of a newer program, `unavailable` for a damaged one; nothing has changed then,
 * unless the message says that the database is in place.
 */
export function restoreBackup({ folder, backup, at }: { folder: string; backup: string; at: number }): Restored {
  const file = join(folder, "pilothouse.db");
  const draft = `${file}.restoring`;
  makeDataFolder(folder);
  for (const end of ["", "-journal"]) rmSync(draft + end, { force: true });
  makePrivateFile(draft);
  try {
    copyFileSync(backup, draft);
    chmodSync(draft, 0o600);
    const { version, files } = unpack(draft, backup);
    for (const { path } of files) within(folder, path);
    syncFile(draft);
    const replaced = setAside(folder, file, at);
    renameSync(draft, file);
    finish({ folder, replaced, files, backup });
    return { version, replaced };
  } catch (error) {
    rmSync(draft, { force: true });
    throw error instanceof Fault ? error : new Fault("unavailable", `${backup} was not restored: ${messageOf(error)}`);
  }
}

interface Swapped extends Pick<Contents, "files"> {
  readonly folder: string;
  readonly replaced: string | null;
  readonly backup: string;
}

/** The database is in place. Fault `unavailable` that says so, when what belongs to it does not follow. */
function finish({ folder, replaced, files, backup }: Swapped): void {
  try {
    const paths = files.map(({ path }) => path);
    if (replaced !== null) labelReplaced(replaced, folder, paths);
    for (const { path, bytes } of files) putFile(folder, path, bytes);
    syncFile(folder);
  } catch (error) {
    const before = replaced === null ? "" : ` What was there before is ${replaced}.`;
    const half = `the database of ${backup} is in place, and files that belong to it are not: ${messageOf(error)}`;
    throw new Fault("unavailable", `${half}. Put that right and restore it again.${before}`);
  }
}

/** Checks it, takes out what is only in backups, and answers with that. */
function unpack(draft: string, backup: string): Contents {
  const sqlite = new Sqlite(draft);
  try {
    const named = sqlite
      .prepare("select count(*) from sqlite_master where name in ('backup_info', 'backup_files')")
      .pluck()
      .get();
    if (named !== 2) throw new Fault("conflict", `${backup} is no backup of Pilothouse`);
    refuseBroken(sqlite);
    refuseNewer(
      sqlite.prepare<[], { version: number; name: string }>("select version, name from schema_migrations").all(),
      migrations,
    );
    const version = String(sqlite.prepare("select version from backup_info").pluck().get());
    const files = sqlite.prepare<[], { path: string; bytes: Buffer }>("select path, bytes from backup_files").all();
    sqlite.exec("drop table backup_info; drop table backup_files");
    return { version, files };
  } finally {
    sqlite.close();
  }
}

/** Leaves no log of the old database that could be taken for one of the new. */
function setAside(folder: string, file: string, at: number): string | null {
  if (!existsSync(file)) return null;
  const aside = join(backupFolder(folder), backupName("replaced", at));
  makeDataFolder(backupFolder(folder));
  foldLog(file);
  for (const end of ["-wal", "-shm"]) if (existsSync(file + end)) renameSync(file + end, aside + end);
  linkSync(file, aside);
  return aside;
}

function foldLog(file: string): void {
  try {
    const sqlite = new Sqlite(file);
    try {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      sqlite.close();
    }
  } catch {
    // It is damaged, which may be why a backup is restored; its log is set aside with it.
  }
}

/** So that it can be restored in its turn. A damaged one stays as it is. */
function labelReplaced(aside: string, folder: string, paths: readonly string[]): void {
  try {
    const kept = paths.map((path) => {
      const file = within(folder, path);
      return [path, existsSync(file) ? readFileSync(file) : Buffer.alloc(0)] as const;
    });
    label(aside, "an unknown version", new Map(kept));
  } catch {
    // It is what it was.
  }
}

function within(folder: string, path: string): string {
  const target = resolve(folder, path);
  if (target.startsWith(resolve(folder) + sep)) return target;
  throw new Fault("conflict", `the backup names a file outside the data dir: ${path}`);
}

function putFile(folder: string, path: string, bytes: Buffer): void {
  const target = within(folder, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  writeFileSync(target, bytes, { mode: 0o600 });
  syncFile(target);
}
