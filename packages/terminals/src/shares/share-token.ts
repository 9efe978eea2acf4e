import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, hex: enough for what is random itself. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether this is the secret with that hash; takes the same time however much of it is right. */
export function isSecretOf(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), "hex"), Buffer.from(hash, "hex"));
}

/** `phs_`, the share's id and its secret: what stands behind the `#` of a link. */
export function shareToken(id: string, secret: string): string {
  return `phs_${id.replaceAll("-", "")}${secret}`;
}

/** `null` for what was not made here. */
export function readShareToken(token: string): { readonly id: string; readonly secret: string } | null {
  const match = /^phs_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/.exec(token);
  if (!match) return null;
  return { id: match.slice(1, 6).join("-"), secret: match[6] ?? "" };
}
