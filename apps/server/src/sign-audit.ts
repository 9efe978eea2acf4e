import { LIMITS } from "@pilothouse/contracts";
import type { Audit } from "@pilothouse/identity";
import type { Logger } from "@pilothouse/platform";

/** Signs the end of the audit log now, from time to time, and once more when it is disposed. */
export function signAuditFromTimeToTime(audit: Pick<Audit, "checkpoint">, log: Logger): AsyncDisposable {
  let running: Promise<void> = Promise.resolve();
  const sign = (): Promise<void> => {
    running = running
      .then(() => audit.checkpoint())
      .catch((error: unknown) => log.error({ err: error }, "the end of the audit log was not signed"));
    return running;
  };
  const timer = setInterval(() => void sign(), LIMITS.auditCheckpointMs);
  void sign();
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(timer);
      return sign();
    },
  };
}
