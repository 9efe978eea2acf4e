import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { ownedApiKey } from "./api-key-rows.ts";

/** Forgets a key, also one that does not open any more. Terminals that run keep it. Fault `not_found`. */
export async function deleteApiKey({ db, clock }: Pick<Core, "db" | "clock">, actor: Actor, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { name, hint, version } = await ownedApiKey(trx, { id, ownerId: actor.userId });
    await trx.deleteFrom("apiKeys").where("id", "=", id).execute();
    const act = { at: clock.now(), who: byActor(actor), action: "apiKeys.delete", target: id, before: { name, hint, version } };
    await recordAudit(trx, act);
  });
}
