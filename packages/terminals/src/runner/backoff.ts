import { RUNNER_LIMITS } from "./limits.ts";

const FIRST_MS = 50;

/**
 * Milliseconds to wait before try `attempt` (from 0). The first comes at once; later ones double up to a bound and vary
 * by half, so that several servers do not knock in step. `random` is in [0, 1).
 */
export function retryDelay(attempt: number, random = Math.random()): number {
  if (attempt === 0) return 0;
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), RUNNER_LIMITS.retryMs);
  return full * (0.5 + random / 2);
}
