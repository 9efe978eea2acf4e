import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { errnoOf } from "@pilothouse/platform";

/** Makes the folder, if it is not there, for its owner alone. One that is there keeps its mode: it may be shared on purpose. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/**
 * Makes the file, if it is not there, and takes it away from everyone but its owner. One that is there is not opened:
 * closing it again would drop every lock this process has on it (https://sqlite.org/howtocorrupt.html section 2.2).
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
    chmodSync(file, 0o600);
  }
}
