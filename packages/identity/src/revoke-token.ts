import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";

/** Ends an API token of the actor's own. Fault `not_found` for any other, and for one that was revoked before. */
export async function revokeToken(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  id: string,
): Promise<void> {
  const at = clock.now();
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("apiTokens")
      .set({ revokedAt: at })
      .where("id", "=", id)
      .where("userId", "=", actor.userId)
      .where("revokedAt", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Fault("not_found", "there is no such API token");
    await recordAudit(trx, { at, who: byActor(actor), action: "tokens.revoke", target: id });
  });
  revocations.announce({ userId: actor.userId, tokenId: id });
}
