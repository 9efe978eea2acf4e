import { Fault } from "@pilothouse/platform";

/** Runs so many jobs at once and lets so many more wait, in order. Fault `unavailable` for those beyond. */
export type Gate = <T>(job: () => Promise<T>) => Promise<T>;

export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  let running = 0;
  const line: (() => void)[] = [];

  return async (job) => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw new Fault("unavailable", "too many sign-ins at once; try again in a moment");
      // Whoever leaves hands its place on, so `running` does not change.
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      running++;
    }
    try {
      return await job();
    } finally {
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
}
