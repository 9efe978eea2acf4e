import Sqlite from "better-sqlite3";
import { Fault } from "@pilothouse/platform";
import { assertSqliteVersion } from "./sqlite-version.ts";

const BUSY_TIMEOUT_MS = 5_000;
/** Bigger databases are not read through at every start. */
const CHECKED_AT_START_BYTES = 64 * 1024 * 1024;

/**
 * Opens one SQLite connection with the settings everything here relies on. Commits are on the disk when they return
 * (`synchronous = FULL`), because identity lives here.
 */
export function connect(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    assertSqliteVersion(String(sqlite.prepare("select sqlite_version()").pluck().get()));
    sqlite.pragma("mmap_size = 0");
    const mode = sqlite.pragma("journal_mode = WAL", { simple: true });
    if (mode !== "wal") throw new Fault("unavailable", `its journal mode is ${String(mode)} and cannot be WAL here`);
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    refuseDamaged(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function refuseDamaged(sqlite: Sqlite.Database): void {
  const size = Number(sqlite.prepare("select page_count * page_size from pragma_page_count, pragma_page_size").pluck().get());
  if (size > CHECKED_AT_START_BYTES) return;
  const finding = sqlite.pragma("quick_check(1)", { simple: true });
  if (finding !== "ok") throw new Fault("unavailable", `it is damaged (${String(finding)}); restore a backup`);
}
