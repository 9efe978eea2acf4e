import type { ApiKey } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { toApiKey } from "./api-key-rows.ts";

/** The actor's own, by name; without the keys themselves. */
export async function listApiKeys({ db }: Pick<Core, "db">, actor: Actor): Promise<ApiKey[]> {
  const rows = await db.selectFrom("apiKeys").selectAll().where("ownerId", "=", actor.userId).orderBy("name").execute();
  return rows.map(toApiKey);
}
