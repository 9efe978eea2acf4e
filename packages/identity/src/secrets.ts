import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, hex. Enough for secrets that are random themselves; passwords need more. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
