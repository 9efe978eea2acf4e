import type { RunnerLock } from "@pilothouse/terminals/runner";

const LOOK_EVERY_MS = 2_000;

/**
 * Tells once when the data folder was taken away under the runner, which nobody can reach any more then. Returns the way
 * to stop looking.
 */
export function whenAbandoned(lock: RunnerLock, tell: () => void): () => void {
  const timer = setInterval(() => {
    if (lock.isInPlace()) return;
    clearInterval(timer);
    tell();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
