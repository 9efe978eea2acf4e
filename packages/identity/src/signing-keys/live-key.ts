import { createHash, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { SigningKeysTable } from "@pilothouse/db";
import { POLICY } from "../policy.ts";

export const KEY_BYTES = 32;
/** The last token of a key is as old as that when it ends, on whatever clock. */
const VERIFIES_MS = POLICY.accessTokenLifeMs + POLICY.clockSkewMs;

/** A key that signs access tokens, or verifies what it has signed. */
export interface LiveKey extends Pick<SigningKeysTable, "id" | "createdAt" | "retiredAt"> {
  readonly key: KeyObject;
}

/** A new key, and its bytes to be sealed. */
export function newKey(createdAt: number, bytes: Buffer = randomBytes(KEY_BYTES)): { live: LiveKey; bytes: Buffer } {
  return { live: { id: idOf(bytes), key: createSecretKey(bytes), createdAt, retiredAt: null }, bytes };
}

/** When nothing that this key has signed holds any more; `null` while it signs. */
export function endOf({ retiredAt }: Pick<LiveKey, "retiredAt">): number | null {
  return retiredAt === null ? null : retiredAt + VERIFIES_MS;
}

export function hasEnded(key: Pick<LiveKey, "retiredAt">, now: number): boolean {
  const end = endOf(key);
  return end !== null && now >= end;
}

/** What a sealed key belongs to: under another id it does not open. */
export function aboutSigningKey({ id }: Pick<SigningKeysTable, "id">): string {
  return JSON.stringify(["signing key", id]);
}

function idOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 16);
}
