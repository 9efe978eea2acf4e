import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "@pilothouse/platform";

const RUNNER_RETRY_MS = 100;

/** A runner that is away comes back, or its terminals are marked lost: whoever reads waits for either. */
export async function persist<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  while (true) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Fault && error.kind === "unavailable")) throw error;
      await delay(RUNNER_RETRY_MS, undefined, { signal });
    }
  }
}
