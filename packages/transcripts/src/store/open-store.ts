import { closeSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { SCHEMA, VERSION } from "./schema.ts";

const BUSY_TIMEOUT_MS = 5_000;
const WAL_KEPT_BYTES = 64 * 1024 * 1024;
const PAGE_BYTES = 4 * 1024;

/**
 * Opens the index of transcripts in `file`, for its one writer. It holds what is not on disk any more, too, so that one of
 * an older version is brought up to date and never thrown away.
 */
export function openStore(file: string): Sqlite.Database {
  // The log beside it gets the same mode.
  closeSync(openSync(file, "a", 0o600));
  const db = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    // The more is brought over at a time, the fewer pages are written twice.
    db.pragma(`wal_autocheckpoint = ${WAL_KEPT_BYTES / PAGE_BYTES}`);
    db.pragma("cache_size = -65536");
    db.pragma("temp_store = MEMORY");
    const version = db.pragma("user_version", { simple: true });
    if (version === 0) db.exec(`begin immediate; ${SCHEMA} pragma user_version = ${VERSION}; commit;`);
    else if (version !== VERSION) throw new Error(`${file} was written by a newer version of Pilothouse`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens it for reading only. */
export function openStoreForReading(file: string): Sqlite.Database {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma("cache_size = -65536");
  db.pragma("mmap_size = 1073741824");
  return db;
}
