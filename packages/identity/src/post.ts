import { type Logger, messageOf } from "@pilothouse/platform";
import { createGate } from "./gate.ts";
import { POLICY } from "./policy.ts";

/** Does things that nobody waits for, so that nobody can tell from the time of an answer what was done. */
export type Post = (what: string, job: () => Promise<void>) => void;

/** So many at once, so many waiting; those beyond are dropped, and the log says so. */
export function createPost(log: Logger): Post {
  const gate = createGate({ atOnce: POLICY.mail.atOnce, waiting: POLICY.mail.waiting });
  return (what, job) => {
    gate(job).catch((error: unknown) => log.error({ what, reason: messageOf(error) }, "a mail was not sent"));
  };
}
