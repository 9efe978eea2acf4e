import type { ChangePassword } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { endLogins } from "./end-logins.ts";
import { voidResets } from "./personal-link.ts";
import { provePassword } from "./prove-password.ts";

/**
 * Sets the actor's password, for who knows the one until now, and ends the actor's other logins unless told to leave
 * them. Fault `forbidden` for an API token and for a wrong password, `quota` after too many of those,
 * `conflict` when somebody else was faster. Links for a new password that are on their way hold no longer.
 */
export async function changePassword(
  core: Core,
  actor: Actor,
  { current, password, endOthers = true, client }: Change,
): Promise<void> {
  const { userId } = actor;
  const action = "auth.changePassword";
  const user = await provePassword(core, actor, { password: current, client, action });
  const act = { at: core.clock.now(), who: byActor(actor), action, target: userId };
  const passwordHash = await core.passwords.hash(password);
  const ended = await core.db.transaction().execute(async (trx) => {
    const unchanged = trx.updateTable("users").set({ passwordHash }).where("id", "=", userId);
    const { numUpdatedRows } = await unchanged.where("passwordHash", "=", user.passwordHash).executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Fault("conflict", "the password was changed meanwhile; sign in again");
    await voidResets(trx, userId);
    const ended = endOthers ? await endLogins(trx, { userId, now: act.at, except: user.loginId }) : [];
    await recordAudit(trx, { ...act, after: { endedLogins: ended.length } });
    return ended;
  });
  for (const loginId of ended) core.revocations.announce({ userId, loginId });
}

interface Change extends ChangePassword {
  readonly client: Client;
}
