import { Role } from "@pilothouse/contracts";
import { newId } from "@pilothouse/platform";
import jwt from "jsonwebtoken";
import { z } from "zod";
import { POLICY } from "./policy.ts";
import type { KeySource } from "./signing-keys/open-signing-keys.ts";
import { type JwsChecks, verifyJws } from "./verify-jws.ts";

const ISSUER = "pilothouse";
const AUDIENCE = "pilothouse-api";
const ALGORITHM = "HS256";
/** RFC 9068: keeps every other kind of JWT out. */
const TYPE = "at+jwt";
const LONGEST = 4_096;

export interface AccessClaims {
  readonly userId: string;
  readonly loginId: string;
  /** The user's when it was issued. */
  readonly role: Role;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Signs and checks the JWTs of 15 minutes that stand for a login. */
export interface AccessTokens {
  issue(subject: Omit<AccessClaims, "expiresAt">, now: number): { token: string; expiresAt: number };
  /** `null` for whatever is not one of ours, unchanged and in time. Says nothing of the login behind it. */
  verify(token: string, now: number): AccessClaims | null;
}

const Claims = z.strictObject({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.string(),
  sid: z.string(),
  role: Role,
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
});

// Strict: `jku`, `jwk`, `x5u` and `crit` have no place in a token of ours (RFC 8725 section 3.10).
const Header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE), kid: z.string() });

export function createAccessTokens(keys: KeySource): AccessTokens {
  return {
    issue({ userId, loginId, role }, now) {
      const iat = Math.floor(now / 1_000);
      const exp = iat + POLICY.accessTokenLifeMs / 1_000;
      const subject = { sub: userId, sid: loginId, role };
      const claims: z.infer<typeof Claims> = { iss: ISSUER, aud: AUDIENCE, ...subject, jti: newId(), iat, exp };
      const { id, key } = keys.signing();
      const header = { alg: ALGORITHM, typ: TYPE, kid: id } satisfies z.infer<typeof Header>;
      return { token: jwt.sign(claims, key, { algorithm: ALGORITHM, header }), expiresAt: exp * 1_000 };
    },
    verify(token, now) {
      if (token.length > LONGEST) return null;
      const header = Header.safeParse(readHeader(token));
      // Looked up among the live keys alone: what a header says leads nowhere else.
      const key = header.success ? keys.find(header.data.kid, now)?.key : undefined;
      const claims = key && Claims.safeParse(verifyJws(token, key, checksAt(now)));
      if (!claims?.success) return null;
      const { sub, sid, role, iat, exp } = claims.data;
      if (iat * 1_000 > now + POLICY.clockSkewMs) return null;
      return { userId: sub, loginId: sid, role, expiresAt: exp * 1_000 };
    },
  };
}

/** Of a token that nobody has vouched for yet. */
function readHeader(token: string): unknown {
  try {
    return jwt.decode(token, { complete: true })?.header;
  } catch {
    return null;
  }
}

function checksAt(now: number): JwsChecks {
  const clockTolerance = POLICY.clockSkewMs / 1_000;
  const clockTimestamp = Math.floor(now / 1_000);
  return { algorithm: ALGORITHM, issuer: ISSUER, audience: AUDIENCE, clockTimestamp, clockTolerance };
}
