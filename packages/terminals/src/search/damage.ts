import { messageOf } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";

const DAMAGED = "the index is damaged";

/** Why something failed, in words that pass between threads. */
export function failureOf(error: unknown): string {
  const isDamage = error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code);
  return isDamage ? `${DAMAGED}: ${error.message}` : messageOf(error);
}

/** Whether it failed because what is in the file cannot be used. */
export function isDamage(error: unknown): boolean {
  return messageOf(error).startsWith(DAMAGED);
}
