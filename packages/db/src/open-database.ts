import { join } from "node:path";
import type { Logger } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import { CamelCasePlugin, Kysely } from "kysely";
import { copyDatabase } from "./backup/copy-database.ts";
import { backupFolder, backupName, pruneBackups } from "./backup/names.ts";
import { signedEnds } from "./backup/signed-ends.ts";
import { connect } from "./connect.ts";
import { makeDataFolder, makePrivateFile } from "./data-folder.ts";
import { OneRollbackDialect } from "./dialect.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { refusal } from "./refusal.ts";
import type { Database } from "./schema/database.ts";

/** Copies of databases as they were before upgrades. */
const KEPT_BEFORE_UPGRADES = 3;

export interface OpenOptions {
  readonly folder: string;
  readonly log: Logger;
  /** Of the program that opens it; copies say so. */
  readonly version?: string;
}

export interface OpenDatabase extends AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly file: string;
  /** Brings everything from the write-ahead log into the file and closes it. Later calls do nothing. */
  close(): Promise<void>;
}

/**
 * Opens `pilothouse.db` in this folder, made if need be (0600 in 0700), and brings its schema up to date. Fault
 * `conflict` for a database of a newer or another program, `unavailable` for one that is damaged or cannot be written.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const file = join(options.folder, "pilothouse.db");
  try {
    makeDataFolder(options.folder);
    makePrivateFile(file);
    const sqlite = connect(file);
    try {
      // Without the plugin: a migration names columns as they are in SQL.
      await migrate(new Kysely({ dialect: new OneRollbackDialect(sqlite) }), {
        migrations,
        log: options.log,
        onUpgrade: () => keepOld(sqlite, options),
      });
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return opened(sqlite, file, options.log);
  } catch (error) {
    throw refusal(file, error);
  }
}

/** An upgrade that turns out badly can be taken back: the version before starts with this. */
function keepOld(sqlite: Sqlite.Database, { folder, log, version = "unknown" }: OpenOptions): void {
  const to = join(backupFolder(folder), backupName("before", Date.now()));
  makeDataFolder(backupFolder(folder));
  copyDatabase(sqlite, { to, version, files: signedEnds(folder) });
  pruneBackups(folder, "before", KEPT_BEFORE_UPGRADES);
  log.info({ file: to }, "the database was copied before it is changed");
}

function opened(sqlite: Sqlite.Database, file: string, log: Logger): OpenDatabase {
  const db = new Kysely<Database>({ dialect: new OneRollbackDialect(sqlite), plugins: [new CamelCasePlugin()] });
  const close = async (): Promise<void> => {
    if (!sqlite.open) return;
    try {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } catch (error) {
      // Nothing is lost: the next start reads the log. Closing goes on.
      log.warn({ err: error }, "the write-ahead log stays behind");
    }
    sqlite.close();
    await db.destroy();
  };
  return { db, file, close, [Symbol.asyncDispose]: close };
}
