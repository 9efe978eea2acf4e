import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface RunnerLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Makes this process the only runner of a data folder; `null` when another one is. `folder` is `<data dir>/run`.
 * The lock is SQLite's exclusive lock on a file, because the kernel frees it however its holder dies and Node has no
 * other lock like that.
 */
export function takeRunnerLock(folder: string): RunnerLock | null {
  const database = new DatabaseSync(join(folder, "runner.lock"));
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}
