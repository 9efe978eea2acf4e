const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** Milliseconds to wait after so many failures in a row: none after none, then doubling from 100 ms to 5 s, give or take half. */
export function backoffMs(failures: number): number {
  if (failures === 0) return 0;
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return full * (0.5 + Math.random());
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
