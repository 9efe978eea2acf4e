import type { Role, TokenScope } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
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

/**
 * Fault `unauthenticated` when this login has ended. Asked in the transaction of what makes another way in: what waited
 * behind a new password must not outlive it.
 */
export async function mustStillHold(trx: Kysely<Database>, { via }: Pick<Actor, "via">, now: number): Promise<void> {
  const login = via.kind === "login" ? await findLogin({ db: trx }, via.loginId) : undefined;
  if (!login || !holds(login, now)) throw new Fault("unauthenticated", "sign in first");
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

/** By its id, or by who it is there. It ends with its user and when it is disconnected. */
export async function findIdentityProof(
  { db }: Pick<Core, "db">,
  by: { readonly id: string } | { readonly issuer: string; readonly subject: string },
): Promise<Proof | undefined> {
  const rows = db
    .selectFrom("userIdentities")
    .innerJoin("users", "users.id", "userIdentities.userId")
    .select([
      "userIdentities.id",
      "userIdentities.userId",
      "userIdentities.lastUsedAt as usedAt",
      "users.role",
      "users.disabledAt",
    ]);
  const one =
    "id" in by
      ? rows.where("userIdentities.id", "=", by.id)
      : rows.where("issuer", "=", by.issuer).where("subject", "=", by.subject);
  const found = await one.executeTakeFirst();
  return found && { ...found, expiresAt: null, revokedAt: null };
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
