import { createHash } from "node:crypto";
import type { AuditLogTable } from "@pilothouse/db";
import canonicalize from "canonicalize";

/** What stands before the first entry. */
export const NO_HASH = "0".repeat(64);

/** JSON that has one form only (RFC 8785). */
export function canonicalJson(value: object): string {
  const json = canonicalize(value);
  if (json === undefined) throw new Error("this value has no form in JSON");
  return json;
}

/** The hash of an entry behind the one whose hash is `before`. */
export function chainHash(before: string, row: Omit<AuditLogTable, "hash">): string {
  return createHash("sha256")
    .update(`${before}\n${canonicalJson(row)}`)
    .digest("hex");
}
