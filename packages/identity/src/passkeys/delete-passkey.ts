import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";

/** Signs in nobody any more; who has signed in with it stays so. Fault `not_found`, the same for another user's. */
export async function deletePasskey({ db, clock }: Pick<Core, "db" | "clock">, actor: Actor, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const own = trx.deleteFrom("passkeys").where("id", "=", id).where("userId", "=", actor.userId);
    const deleted = await own.returning("name").executeTakeFirst();
    if (!deleted) throw new Fault("not_found", "there is no such passkey");
    const before = { name: deleted.name };
    await recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "auth.passkeys.delete", target: id, before });
  });
}
