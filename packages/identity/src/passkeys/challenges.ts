import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Fault } from "@pilothouse/platform";
import { POLICY } from "../policy.ts";

const { challengeMs, usedChallenges } = POLICY.passkeys;
const RANDOM_BYTES = 32;
const TIME_BYTES = 8;
const BODY_BYTES = RANDOM_BYTES + TIME_BYTES;

/** What a device signs, once each, soon, and for what it was asked for. A restart voids all. */
export interface Challenges {
  issue(purpose: string): string;
  /** Whether it was issued for this, not long ago. */
  accepts(challenge: string, purpose: string): boolean;
  /** Uses it up; `false` when it was used before. Fault `unavailable` when too many were used of late. */
  use(challenge: string): boolean;
}

/** Signed and not kept, because anyone may ask for one; kept are those that were used, until they end. */
export function createChallenges(now: () => number): Challenges {
  const key = randomBytes(32);
  const used = new Map<string, number>();
  const macOf = (body: Buffer, purpose: string) => createHmac("sha256", key).update(body).update(purpose).digest();
  return {
    issue(purpose) {
      const body = Buffer.concat([randomBytes(RANDOM_BYTES), Buffer.alloc(TIME_BYTES)]);
      body.writeBigUInt64BE(BigInt(now() + challengeMs), RANDOM_BYTES);
      return Buffer.concat([body, macOf(body, purpose)]).toString("base64url");
    },
    accepts(challenge, purpose) {
      const bytes = Buffer.from(challenge, "base64url");
      const body = bytes.subarray(0, BODY_BYTES);
      const mac = bytes.subarray(BODY_BYTES);
      const expected = macOf(body, purpose);
      if (body.length !== BODY_BYTES || mac.length !== expected.length || !timingSafeEqual(mac, expected)) return false;
      // Base64 has several forms of the same bytes; one that was used must not come back as another one.
      if (bytes.toString("base64url") !== challenge) return false;
      const left = Number(body.readBigUInt64BE(RANDOM_BYTES)) - now();
      return left > 0 && left <= challengeMs && !used.has(challenge);
    },
    use(challenge) {
      // In the order in which they end.
      for (const [old, end] of used) {
        if (end > now()) break;
        used.delete(old);
      }
      if (used.has(challenge)) return false;
      if (used.size >= usedChallenges) throw new Fault("unavailable", "too many passkeys are used at once; try again shortly");
      used.set(challenge, now() + challengeMs);
      return true;
    },
  };
}
