import { Secret, TOTP } from "otpauth";
import { POLICY } from "../policy.ts";

const { stepMs, stepsApart, secretBytes } = POLICY.secondFactor;
/** What every authenticator app makes (RFC 6238). */
const FORM = { algorithm: "SHA1", digits: 6, period: stepMs / 1_000 } as const;
const ISSUER = "Pilothouse";

/** A secret for a device, 160 random bits (RFC 4226 section 4). */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: secretBytes }).bytes);
}

/** As it is typed into a device, and as it is shown to one. */
export function shownTo(secret: Buffer, account: string): { secret: string; uri: string } {
  const totp = totpOf(secret, account);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The step that a code is of, near the one of now; `null` when it is of none. */
export function stepOf(secret: Buffer, code: string, now: number): number | null {
  const delta = totpOf(secret, "").validate({ token: code, timestamp: now, window: stepsApart });
  return delta === null ? null : TOTP.counter({ period: FORM.period, timestamp: now }) + delta;
}

/** No code of a later step is taken now. */
export function latestStep(now: number): number {
  return TOTP.counter({ period: FORM.period, timestamp: now }) + stepsApart;
}

function totpOf(secret: Buffer, label: string): TOTP {
  return new TOTP({ ...FORM, issuer: ISSUER, label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) });
}
