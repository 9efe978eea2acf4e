import type { ApiKey } from "@pilothouse/contracts";
import type { ApiKeysTable, Database } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";

const HINT_LENGTH = 4;
/** Of a shorter key, its end would say too much. */
const SHORTEST_HINTED = 20;

/** What a sealed value belongs to: with any other of these it does not open. */
export function aboutApiKey({ id, ownerId, version }: Pick<ApiKeysTable, "id" | "ownerId" | "version">): string {
  return JSON.stringify(["api key", id, ownerId, version]);
}

export function hintOf(value: string): string {
  return value.length < SHORTEST_HINTED ? "" : value.slice(-HINT_LENGTH);
}

export function toApiKey({ id, name, hint, createdAt, updatedAt, lastUsedAt }: ApiKeysTable): ApiKey {
  return { id, name, hint, createdAt, updatedAt, lastUsedAt };
}

/** Fault `not_found`, the same for another user's. */
export async function ownedApiKey(
  db: Kysely<Database>,
  { id, ownerId }: { readonly id: string; readonly ownerId: string },
): Promise<ApiKeysTable> {
  const row = await db.selectFrom("apiKeys").selectAll().where("id", "=", id).where("ownerId", "=", ownerId).executeTakeFirst();
  if (!row) throw new Fault("not_found", "there is no such key");
  return row;
}

/** Fault `conflict` when the owner has another key of this name. */
export async function refuseTaken(
  db: Kysely<Database>,
  { id, ownerId, name }: Pick<ApiKeysTable, "id" | "ownerId" | "name">,
): Promise<void> {
  const taken = db
    .selectFrom("apiKeys")
    .select("id")
    .where("ownerId", "=", ownerId)
    .where("name", "=", name)
    .where("id", "!=", id);
  if (await taken.executeTakeFirst())
    throw new Fault("conflict", `you have a key ${name} already; update it, or choose another name`);
}
