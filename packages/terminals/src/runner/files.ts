import { readFileSync } from "node:fs";
import { errnoOf } from "@pilothouse/platform";

/** The text of a file; `null` when it is not there. */
export function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}
