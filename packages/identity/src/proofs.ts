import type { Role, TokenScope } from "@pilothouse/contracts";
import type { Core } from "./core.ts";

/** A login or an API token with its user, alive or not. */
export interface Proof {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly disabledAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** When it was last used, as far as it was written down. */
  readonly usedAt: number | null;
}

/** Whether whoever holds this may still act. */
export function holds(proof: Pick<Proof, "disabledAt" | "expiresAt" | "revokedAt">, now: number): boolean {
  return proof.revokedAt === null && proof.disabledAt === null && (proof.expiresAt === null || now < proof.expiresAt);
}

export async function findLogin({ db }: Pick<Core, "db">, id: string): Promise<Proof | undefined> {
  return db
    .selectFrom("logins")
    .innerJoin("users", "users.id", "logins.userId")
    .select(["logins.id", "logins.userId", "logins.expiresAt", "logins.revokedAt", "logins.lastSeenAt as usedAt"])
    .select(["users.role", "users.disabledAt"])
    .where("logins.id", "=", id)
    .executeTakeFirst();
}

export async function findApiToken(
  { db }: Pick<Core, "db">,
  by: { column: "id" | "tokenHash"; value: string },
): Promise<(Proof & { readonly scope: TokenScope }) | undefined> {
  return db
    .selectFrom("apiTokens")
    .innerJoin("users", "users.id", "apiTokens.userId")
    .select(["apiTokens.id", "apiTokens.userId", "apiTokens.expiresAt", "apiTokens.revokedAt", "apiTokens.lastUsedAt as usedAt"])
    .select(["apiTokens.scope", "users.role", "users.disabledAt"])
    .where(`apiTokens.${by.column}`, "=", by.value)
    .executeTakeFirst();
}
