import { closeSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface RunnerLock {
  /** Is the locked file still where the next runner will look for it? Asked after the release as well. */
  isInPlace(): boolean;
  /** Lets the next runner have it; doing it again changes nothing. */
  release(): void;
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const inodeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;

/**
 * Makes this process the one runner of a data folder that takes new terminals; `null` when another one is. `folder` is
 * `<data dir>/run`.
 * The lock is SQLite's exclusive lock on a file, because the kernel frees it however its holder dies and Node has no
 * other lock like that.
 */
export function takeRunnerLock(folder: string): RunnerLock | null {
  const path = join(folder, "accepting.lock");
  closeSync(openSync(path, "a", 0o600));
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
  const locked = inodeOf(path);
  return { isInPlace: () => inodeOf(path) === locked, release: () => database.isOpen && database.close() };
}
