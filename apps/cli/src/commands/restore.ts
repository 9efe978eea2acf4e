import { runServerScript } from "./serve.ts";

/** Puts a backup in the place of the database of the server of this checkout, which is not running. Returns the exit code. */
export function restore(backup: string, { keys }: { keys?: string }): Promise<number> {
  return runServerScript("restore.ts", [backup, ...(keys === undefined ? [] : ["--keys", keys])]);
}
