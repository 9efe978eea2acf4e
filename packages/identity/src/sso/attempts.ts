import { randomBytes } from "node:crypto";
import { LIMITS } from "@pilothouse/contracts";
import type { Clock } from "@pilothouse/platform";
import { z } from "zod";
import { decrypt, encrypt } from "../vault/sealed.ts";

const ABOUT = Buffer.from("sign-in with a provider");

/** What has to be the same when somebody comes back from a provider. */
const Attempt = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  return: z.string(),
  /** Who connects a sign-in; `null`: somebody signs in. */
  link: z.object({ userId: z.string(), loginId: z.string() }).nullable(),
  expiresAt: z.number(),
});
export interface Attempt extends z.infer<typeof Attempt> {}

export interface Attempts {
  seal(attempt: Omit<Attempt, "expiresAt">): string;
  /** Once for each; `null` for what is none of ours, too old or used. */
  open(sealed: string): Attempt | null;
}

/**
 * Keeps what a sign-in under way needs with the browser that began it, sealed with a key of this process, so that nobody
 * can fill a table with such beginnings. After a restart people begin again.
 */
export function createAttempts(clock: Clock, remembered: number = LIMITS.ssoAttemptsRemembered): Attempts {
  const key = randomBytes(32);
  const used = new Set<string>();
  const remember = (state: string) => {
    const [oldest] = used;
    if (oldest !== undefined && used.size >= remembered) used.delete(oldest);
    used.add(state);
  };
  return {
    seal(attempt) {
      const text = JSON.stringify({ ...attempt, expiresAt: clock.now() + LIMITS.ssoAttemptMs } satisfies Attempt);
      return encrypt(key, Buffer.from(text), ABOUT).toString("base64url");
    },
    open(sealed) {
      const attempt = Attempt.safeParse(read(decrypt(key, Buffer.from(sealed, "base64url"), ABOUT)));
      if (!attempt.success || clock.now() >= attempt.data.expiresAt || used.has(attempt.data.state)) return null;
      remember(attempt.data.state);
      return attempt.data;
    },
  };
}

function read(bytes: Buffer | null): unknown {
  return bytes && JSON.parse(bytes.toString("utf8"));
}
