import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { refuseCommon } from "./common-passwords.ts";
import { createGate } from "./gate.ts";
import type { IdentitySettings } from "./settings.ts";

/** In place of a hash: this user has no password, and none is right. */
export const NO_PASSWORD = "!";

/** argon2id on the thread pool, a few at a time. Fault `unavailable` when too many wait already. */
export interface PasswordHasher {
  /** A PHC string. Fault `invalid` for one of the most common passwords. */
  hash(password: string): Promise<string>;
  /** Without a hash, for a user who does not exist, the same work is done and the answer is no. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export async function createPasswordHasher(settings: IdentitySettings): Promise<PasswordHasher> {
  const gate = createGate({ atOnce: settings.hashesAtOnce, waiting: settings.hashesWaiting });
  const nobody = await hash(randomBytes(32), settings.argon2);
  return {
    hash: async (password) => {
      refuseCommon(canonical(password));
      return gate(() => hash(canonical(password), settings.argon2));
    },
    verify: (passwordHash, password) =>
      gate(async () => {
        const own = passwordHash === NO_PASSWORD ? null : passwordHash;
        const matches = await verify(own ?? nobody, canonical(password));
        return matches && own !== null;
      }),
  };
}

/** The same characters whichever keyboard they were typed on (NIST SP 800-63B section 5.1.1.2). */
function canonical(password: string): string {
  return password.normalize("NFKC");
}
