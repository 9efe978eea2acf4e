import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the signed ends of the audit log are in a data dir: outside the database, which holds the log. */
export const SIGNED_ENDS = "audit/checkpoints.jsonl";

/**
 * The signed ends as they are now, for a copy of the database: they go back with it, or the log that is restored would be
 * held against signatures of a later one.
 */
export function signedEnds(folder: string): Map<string, Buffer> {
  const file = join(folder, SIGNED_ENDS);
  return new Map([[SIGNED_ENDS, existsSync(file) ? readFileSync(file) : Buffer.alloc(0)]]);
}
