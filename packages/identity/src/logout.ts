import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";

/** Ends the login this actor came with. Fault `forbidden` for an API token, which is revoked instead. */
export async function logout(core: Pick<Core, "db" | "clock" | "revocations">, actor: Actor): Promise<void> {
  if (actor.via.kind !== "login") throw new Fault("forbidden", "an API token does not sign out; revoke it");
  const { loginId } = actor.via;
  const at = core.clock.now();
  await core.db.transaction().execute(async (trx) => {
    await trx
      .updateTable("logins")
      .set({ revokedAt: at })
      .where("id", "=", loginId)
      .where("userId", "=", actor.userId)
      .where("revokedAt", "is", null)
      .execute();
    await recordAudit(trx, { at, who: byActor(actor), action: "auth.logout", target: loginId });
  });
  core.revocations.announce({ userId: actor.userId, loginId });
}
