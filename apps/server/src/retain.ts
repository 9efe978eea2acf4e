import { LIMITS } from "@pilothouse/contracts";
import type { Logger } from "@pilothouse/platform";
import type { OpenTerminals } from "@pilothouse/terminals";

/** Forgets what is not to be kept, from now on and one time after the other. Disposing ends it. */
export function retainFromTimeToTime(terminals: Pick<OpenTerminals, "retain">, log: Logger): AsyncDisposable {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const look = (): void => {
    if (busy) return;
    busy = true;
    running = terminals
      .retain()
      .catch((error: unknown) => log.error({ err: error }, "what should not be kept was not looked for"))
      .finally(() => (busy = false));
  };
  const timer = setInterval(look, LIMITS.retentionMs);
  look();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
