import { timingSafeEqual } from "node:crypto";
import { hashSecret, newSecret } from "./secrets.ts";

/** The code that lets its holder make the first user. Lives in memory: a new start makes a new one. */
export interface SetupCode {
  /** A new code; the one before is void. Only its hash is kept. */
  issue(): string;
  accepts(code: string): boolean;
  forget(): void;
}

export function createSetupCode(): SetupCode {
  let expected: Buffer | null = null;
  return {
    issue() {
      const code = newSecret();
      expected = Buffer.from(hashSecret(code));
      return code;
    },
    accepts: (code) => expected !== null && timingSafeEqual(expected, Buffer.from(hashSecret(code))),
    forget() {
      expected = null;
    },
  };
}
