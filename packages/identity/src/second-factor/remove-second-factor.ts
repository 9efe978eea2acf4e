import type { ProvePassword } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Transaction } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { endLogins } from "../end-logins.ts";
import { provePassword } from "../prove-password.ts";
import { requireAdmin } from "../users.ts";

/** Codes are not asked for any more. Faults as `provePassword`; without any there is nothing to do. */
export async function disableSecondFactor(
  core: Pick<Core, "db" | "clock" | "passwords">,
  actor: Actor,
  { password, client }: ProvePassword & { readonly client: Client },
): Promise<void> {
  const action = "auth.secondFactor.disable";
  const { id } = await provePassword(core, actor, { password, client, action });
  await core.db.transaction().execute(async (trx) => {
    await forget(trx, id);
    await recordAudit(trx, { at: core.clock.now(), who: byActor(actor), action, target: id });
  });
}

/** The same for who has lost the device, and with it the passkeys and where they were signed in. Fault `forbidden` for anyone but an administrator, `not_found`. */
export async function resetSecondFactor(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  userId: string,
): Promise<void> {
  requireAdmin(actor);
  await db.transaction().execute(async (trx) => {
    const user = await trx.selectFrom("users").select("id").where("id", "=", userId).executeTakeFirst();
    if (!user) throw new Fault("not_found", "there is no such user");
    await forget(trx, userId);
    await trx.deleteFrom("passkeys").where("userId", "=", userId).execute();
    const at = clock.now();
    const ended = await endLogins(trx, { userId, now: at });
    const act = { at, who: byActor(actor), action: "users.resetSecondFactor", target: userId };
    await recordAudit(trx, { ...act, after: { endedLogins: ended.length } });
  });
  revocations.announce({ userId });
}

async function forget(trx: Transaction<Database>, userId: string): Promise<void> {
  await trx.deleteFrom("secondFactors").where("userId", "=", userId).execute();
  await trx.deleteFrom("recoveryCodes").where("userId", "=", userId).execute();
}
