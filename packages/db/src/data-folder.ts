import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errnoOf } from "@pilothouse/platform";

/**
 * Makes the folder and those it is in, if they are not there, for their owner alone. One that is there keeps its mode:
 * it may be shared on purpose. Each is made by itself, because `recursive` never returns where the system refuses with
 * ENOENT, as below `/proc` (Node 26.10).
 */
export function makeDataFolder(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) makeDataFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== "EEXIST" || !statSync(folder).isDirectory()) throw error;
  }
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
