import type { ApiToken } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";

/** The actor's own API tokens that were not revoked, newest first; those that expired are among them. */
export async function listTokens({ db }: Pick<Core, "db">, actor: Actor): Promise<ApiToken[]> {
  return db
    .selectFrom("apiTokens")
    .select(["id", "name", "scope", "hint", "createdAt", "expiresAt", "lastUsedAt"])
    .where("userId", "=", actor.userId)
    .where("revokedAt", "is", null)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute();
}
