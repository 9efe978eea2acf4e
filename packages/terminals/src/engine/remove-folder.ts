import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "@pilothouse/platform";

/** What the folder of a removed terminal is called until all of it is gone. */
export const removedName = /^removed-/;

/** Takes a terminal's folder away; after a crash half-way the rest goes at the next start. */
export async function removeFolder(parent: string, id: string): Promise<void> {
  const removed = join(parent, `removed-${id}`);
  await rename(join(parent, id), removed).catch((error: unknown) => {
    if (errnoOf(error) !== "ENOENT") throw error;
  });
  await rm(removed, { recursive: true, force: true });
}
