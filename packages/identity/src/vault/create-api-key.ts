import { type ApiKey, type CreateApiKey, LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { aboutApiKey, hintOf, refuseTaken, toApiKey } from "./api-key-rows.ts";

/**
 * Keeps a key of another service, sealed. Fault `conflict` when there is one of this name, `quota` with the limit when
 * there are too many, `unavailable` while the vault is locked.
 */
export async function createApiKey(
  { db, clock, ring }: Pick<Core, "db" | "clock" | "ring">,
  actor: Actor,
  { name, value }: CreateApiKey,
): Promise<ApiKey> {
  const at = clock.now();
  const owned = { id: newId(), ownerId: actor.userId, version: 1 };
  return db.transaction().execute(async (trx) => {
    // In here, so that a new master key comes before or after all of it.
    const sealed = ring.seal(Buffer.from(value), aboutApiKey(owned));
    const row = { ...owned, name, hint: hintOf(value), sealed, createdAt: at, updatedAt: at, lastUsedAt: null };
    await refuseTaken(trx, row);
    const { count } = await trx
      .selectFrom("apiKeys")
      .select(({ fn }) => fn.countAll<number | string>().as("count"))
      .where("ownerId", "=", actor.userId)
      .executeTakeFirstOrThrow();
    const limit = LIMITS.apiKeysPerUser;
    if (Number(count) >= limit) throw new Fault("quota", `a user has at most ${limit} keys; delete one first`, { limit });
    await trx.insertInto("apiKeys").values(row).execute();
    const after = { name, hint: row.hint, version: 1 };
    await recordAudit(trx, { at, who: byActor(actor), action: "apiKeys.create", target: row.id, after });
    return toApiKey(row);
  });
}
