const FIRST_MS = 150;
const CAP_MS = 5_000;

/** Milliseconds before reconnect attempt `attempt` (0 is the first): quick at first, then doubling, never in step with other clients. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.5 + random() / 2));
}
