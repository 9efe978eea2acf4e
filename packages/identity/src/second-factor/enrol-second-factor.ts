import type { ConfirmSecondFactor, NewSecondFactor, ProvePassword, RecoveryCodes, SecondFactor } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { endLogins } from "../end-logins.ts";
import { provePassword } from "../prove-password.ts";
import { countRecoveryCodes, makeRecoveryCodes } from "./recovery-codes.ts";
import { aboutSecondFactor } from "./sealed-second-factors.ts";
import { newTotpSecret, shownTo, stepOf } from "./totp.ts";

type Deps = Pick<Core, "db" | "clock" | "ring" | "passwords">;

/** What the actor is asked for at a sign-in. */
export async function getSecondFactor({ db }: Pick<Deps, "db">, { userId }: Actor): Promise<SecondFactor> {
  const factor = await db.selectFrom("secondFactors").select("confirmedAt").where("userId", "=", userId).executeTakeFirst();
  const since = factor?.confirmedAt ?? null;
  return { since, recoveryCodesLeft: since === null ? 0 : await countRecoveryCodes(db, userId) };
}

/**
 * A secret for a device, which is asked for once `confirmSecondFactor` has seen a code of it. Faults as `provePassword`,
 * `conflict` when there is one already, `unavailable` while the vault is locked.
 */
export async function beginSecondFactor(
  core: Deps,
  actor: Actor,
  { password, client }: ProvePassword & { readonly client: Client },
): Promise<NewSecondFactor> {
  const user = await provePassword(core, actor, { password, client, action: "auth.secondFactor.begin" });
  const secret = newTotpSecret();
  await core.db.transaction().execute(async (trx) => {
    const created = { id: newId(), userId: user.id, createdAt: core.clock.now(), confirmedAt: null, lastStep: 0 };
    const factor = { ...created, sealed: core.ring.seal(secret, aboutSecondFactor(created)) };
    await trx.deleteFrom("secondFactors").where("userId", "=", user.id).where("confirmedAt", "is", null).execute();
    const inserted = trx.insertInto("secondFactors").values(factor);
    const { numInsertedOrUpdatedRows } = await inserted.onConflict((row) => row.column("userId").doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n)
      throw new Fault("conflict", "codes of a device are asked for already; turn that off first");
  });
  return shownTo(secret, user.email);
}

/**
 * From now on a code is asked for at every sign-in with the password; the other logins, which began without, end. Fault `conflict` when nothing was begun, `forbidden`
 * for a code that is not the device's.
 */
export async function confirmSecondFactor(
  { db, clock, ring, revocations }: Pick<Deps, "db" | "clock" | "ring"> & Pick<Core, "revocations">,
  actor: Actor,
  { code }: ConfirmSecondFactor,
): Promise<RecoveryCodes> {
  const { userId, via } = actor;
  const own = via.kind === "login" ? via.loginId : undefined;
  const { recoveryCodes, ended } = await db.transaction().execute(async (trx) => {
    const now = clock.now();
    const begun = trx.selectFrom("secondFactors").selectAll().where("userId", "=", userId).where("confirmedAt", "is", null);
    const factor = await begun.executeTakeFirst();
    if (!factor) throw new Fault("conflict", "nothing was begun; start again");
    const lastStep = stepOf(ring.open(factor.sealed, aboutSecondFactor(factor)), code, now);
    if (lastStep === null)
      throw new Fault("forbidden", "this is not the code of now; look at the device's clock, and try the next one");
    await trx.updateTable("secondFactors").set({ confirmedAt: now, lastStep }).where("userId", "=", userId).execute();
    const recoveryCodes = await makeRecoveryCodes(trx, userId);
    // Those began without a code.
    const ended = await endLogins(trx, { userId, now, except: own });
    const act = { at: now, who: byActor(actor), action: "auth.secondFactor.confirm", target: userId };
    await recordAudit(trx, { ...act, after: { endedLogins: ended.length } });
    return { recoveryCodes, ended };
  });
  for (const loginId of ended) revocations.announce({ userId, loginId });
  return { recoveryCodes };
}
