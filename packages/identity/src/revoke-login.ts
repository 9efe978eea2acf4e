import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";

/** Ends a login of the actor's own or, for an administrator, anybody's. Fault `not_found` for any other, and for one that is over. */
export async function revokeLogin(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  id: string,
): Promise<void> {
  const now = clock.now();
  const userId = await db.transaction().execute(async (trx) => {
    let login = trx.updateTable("logins").set({ revokedAt: now }).where("id", "=", id).where("revokedAt", "is", null);
    if (actor.role !== "admin") login = login.where("userId", "=", actor.userId);
    const [ended] = await login.where("expiresAt", ">", now).returning("userId").execute();
    if (!ended) throw new Fault("not_found", "there is no such login");
    await recordAudit(trx, { at: now, who: byActor(actor), action: "auth.logins.revoke", target: id, after: { ...ended } });
    return ended.userId;
  });
  revocations.announce({ userId, loginId: id });
}
