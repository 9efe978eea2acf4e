import { join } from "node:path";
import type { Logger } from "@pilothouse/platform";
import { runFolder, socketFolder } from "./folders.ts";
import { openLink } from "./link.ts";
import { type RunnerLock, takeRunnerLock } from "./lock.ts";
import { socketPaths } from "./sockets.ts";

/**
 * Makes this process the runner that takes new terminals, in the place of the generation that it `replaces`; `null` when
 * another one is. `check` throws when this process could not do its work, and then the old one keeps its place.
 */
export async function takeOver(options: {
  readonly dataDir: string;
  readonly replaces: string | null;
  readonly check: () => Promise<void>;
  readonly log: Logger;
}): Promise<RunnerLock | null> {
  const { dataDir, replaces, check, log } = options;
  const run = runFolder(dataDir);
  const free = takeRunnerLock(run);
  if (free || replaces === null) return free;
  await check();
  const link = await openLink({ path: socketPaths(join(socketFolder(dataDir), replaces)).control, log });
  try {
    await link.call("drain", []);
  } finally {
    link.close();
  }
  // Somebody else who replaces the same one may have been faster.
  return takeRunnerLock(run);
}
