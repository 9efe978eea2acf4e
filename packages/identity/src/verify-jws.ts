import type { KeyObject } from "node:crypto";
import jwt from "jsonwebtoken";

export interface JwsChecks extends Pick<jwt.VerifyOptions, "issuer" | "audience" | "clockTimestamp" | "clockTolerance"> {
  /** The only one that is taken, whatever the token says. */
  readonly algorithm: jwt.Algorithm;
}

/**
 * The payload of a compact JWS (RFC 7515) that this key vouches for; `null` for everything else. There is one way to
 * write a token: what decodes to the same bytes but is written in another way is another token, and none.
 */
export function verifyJws(token: string, key: KeyObject, { algorithm, ...checks }: JwsChecks): unknown {
  if (!token.split(".").every(isCanonical)) return null;
  try {
    return jwt.verify(token, key, { ...checks, algorithms: [algorithm] });
  } catch {
    // Anyone may send anything; why it is no token of ours is nobody's business.
    return null;
  }
}

/** base64url without padding, in which no bit is left over. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}
