const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** A server that restarts is away for seconds, and somebody looks at what stands still meanwhile. */
const RESTART = { failures: 30, longestMs: 1_000 };

/** Milliseconds to wait after so many failures in a row: none after none, then doubling from 100 ms to 5 s, give or take half. */
export function backoffMs(failures: number, longestMs = LONGEST_MS): number {
  if (failures === 0) return 0;
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), longestMs);
  return full * (0.5 + Math.random());
}

/** The same before a lost connection is opened again: 1 s at most, give or take half, as long as it may be a restart. */
export function reconnectMs(failures: number): number {
  return backoffMs(failures, failures <= RESTART.failures ? RESTART.longestMs : LONGEST_MS);
}

/** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
