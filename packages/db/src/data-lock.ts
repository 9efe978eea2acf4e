import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf, Fault } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";
import { makeDataFolder } from "./data-folder.ts";
import { refusal } from "./refusal.ts";

export interface DataLock extends Disposable {
  /** Lets the next server in. Later calls do nothing. */
  release(): void;
}

/**
 * Makes this process the only server on the folder. The operating system holds the lock (SQLite's exclusive lock on
 * `server.lock`), so it ends with the process, however that ends. Fault `conflict` names the process that has it.
 */
export function acquireDataLock(folder: string): DataLock {
  const file = join(folder, "server.lock");
  const pidFile = join(folder, "server.pid");
  try {
    makeDataFolder(folder);
    const held = lock(file);
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
    const release = (): void => {
      if (!held.open) return;
      rmSync(pidFile, { force: true });
      held.close();
    };
    return { release, [Symbol.dispose]: release };
  } catch (error) {
    if (errnoOf(error)?.startsWith("SQLITE_BUSY") === true) throw heldByAnother(folder, pidFile);
    throw refusal(file, error);
  }
}

/** Nothing but SQLite may open this file: POSIX locks of a process end when it closes any descriptor of the file. */
function lock(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    sqlite.exec("begin exclusive");
    chmodSync(file, 0o600);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function heldByAnother(folder: string, pidFile: string): Fault {
  const pid = readPid(pidFile);
  const who = pid === null ? "another Pilothouse server" : `another Pilothouse server (process ${pid})`;
  const facts = pid === null ? { folder } : { folder, pid };
  return new Fault("conflict", `${who} runs on the data dir ${folder}; stop it or choose another data dir`, facts);
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    return Number.isSafeInteger(pid) ? pid : null;
  } catch {
    // Not written yet, or not ours to read: the lock says enough.
    return null;
  }
}
