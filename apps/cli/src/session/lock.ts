import { open, rm, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

const STALE_MS = 40_000;
const RETRY_MS = 25;

/**
 * Runs `work` while no other command does, with a file as the lock. A lock older than any call can take was left by a
 * command that died, and is taken over.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) await delay(RETRY_MS);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, "wx", 0o600)).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const held = await stat(path).catch(() => null);
  if (held && Date.now() - held.mtimeMs > STALE_MS) await rm(path, { force: true });
  return false;
}
