import { closeSync, openSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";

/** Grows when what is in the file changes its meaning; a file of another version is made anew. */
const VERSION = 1;
const BUSY_TIMEOUT_MS = 2_000;
const WAL_KEPT_BYTES = 16 * 1024 * 1024;

/**
 * `blocks` are lines of one terminal, packed. `found` says which words are in which block: each once, without places, in
 * ASCII order of bytes, because words are taken apart here and not by SQLite. `words` are all different words, and
 * `parts` finds those that contain three letters.
 */
const SCHEMA = `
  create table terminals (
    number integer primary key, id text not null unique, epoch text not null,
    seen integer not null, last_text text not null
  ) strict;
  create table blocks (
    id integer primary key, terminal integer not null, first_offset integer not null, last_offset integer not null,
    first_at integer not null, last_at integer not null, lines integer not null, packed blob not null
  ) strict;
  create index blocks_of_terminal on blocks (terminal, id);
  create virtual table found using fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3');
  create table words (id integer primary key, word text not null unique) strict;
  create virtual table parts using fts5 (word, content='', detail=none, tokenize='trigram');
`;

function connect(file: string): Sqlite.Database {
  // The log beside it gets the same mode.
  closeSync(openSync(file, "a", 0o600));
  const db = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma("journal_mode = WAL");
    // After a power cut the newest lines may be missing; they are read from the recordings again.
    db.pragma("synchronous = NORMAL");
    db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    db.pragma("cache_size = -16384");
    db.pragma("temp_store = MEMORY");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isUsable(db: Sqlite.Database): boolean {
  if (db.pragma("user_version", { simple: true }) !== VERSION) return false;
  // Reads the roots of all that is used; damage further inside shows when it is met.
  db.prepare("select count(*) from terminals").get();
  db.prepare("select max(id) from blocks").get();
  db.prepare("select rowid from found where found match 'a' limit 1").get();
  db.prepare("select rowid from parts where parts match 'abc' limit 1").get();
  return true;
}

/** Removes the index; what was in it is in the recordings. */
export function discardIndex(file: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
}

/** Opens the index in `file`; one that cannot be used, or is not there, is made anew and empty. */
export function openIndex(file: string): Sqlite.Database {
  let db: Sqlite.Database | undefined;
  try {
    db = connect(file);
    if (isUsable(db)) return db;
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || error.code.startsWith("SQLITE_BUSY")) throw error;
  }
  db?.close();
  discardIndex(file);
  const made = connect(file);
  made.exec(`begin; ${SCHEMA} pragma user_version = ${VERSION}; commit;`);
  return made;
}

/** Opens the index for searching only. */
export function openForReading(file: string): Sqlite.Database {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma("cache_size = -32768");
  db.pragma("mmap_size = 268435456");
  return db;
}
