import { LIMITS } from "@pilothouse/contracts";
import type { SigningKeys } from "@pilothouse/identity";
import type { Logger } from "@pilothouse/platform";

/** Changes the key of access tokens when it is time for that, from now on. Disposing ends it. */
export function careForSigningKeys(keys: Pick<SigningKeys, "care">, log: Logger): AsyncDisposable {
  let running: Promise<void> = Promise.resolve();
  const look = (): void => {
    running = running
      .then(() => keys.care())
      .catch((error: unknown) => log.error({ err: error }, "the signing key was not changed; it is tried again"));
  };
  const timer = setInterval(look, LIMITS.signingKeyLookMs);
  look();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
