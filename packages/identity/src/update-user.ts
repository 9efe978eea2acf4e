import type { UpdateUser, User } from "@pilothouse/contracts";
import type { Database, UsersTable } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { endLogins } from "./end-logins.ts";
import { voidLinksOf, voidResets } from "./personal-link.ts";
import { refuseLastAdmin, requireAdmin, toUser } from "./users.ts";

/**
 * Disables or enables a user, or gives them another role or e-mail address. With another address, links that were sent to
 * the one before, and those by which somebody could make an account for the new one, hold no longer. Disabling ends the user's logins and stops the API tokens;
 * what a former administrator has handed out lets nobody in any more; another role closes the user's sockets and access tokens, which come back with it. Fault `forbidden` for anyone but an
 * administrator, `not_found`, and `conflict` for the last administrator who could enable anyone again and for an address
 * that somebody has.
 */
export async function updateUser(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  { id, disabled, role, email }: UpdateUser,
): Promise<User> {
  requireAdmin(actor);
  const now = clock.now();
  const { before, after } = await db.transaction().execute(async (trx) => {
    const before = await trx.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
    if (!before) throw new Fault("not_found", "there is no such user");
    const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null;
    const after = { ...before, disabledAt, role: role ?? before.role, email: email ?? before.email };
    if (after.role === before.role && disabledAt === before.disabledAt && after.email === before.email) return { before, after };
    if (after.email !== before.email) await readdress(trx, after);
    if (after.role !== "admin" || after.disabledAt !== null) await refuseLastAdmin(trx, before);
    if (after.disabledAt !== null) {
      await endLogins(trx, { userId: id, now });
      await voidResets(trx, id);
    }
    if (before.role === "admin" && (after.role !== "admin" || after.disabledAt !== null)) await voidLinksOf(trx, id);
    await trx.updateTable("users").set({ disabledAt, role: after.role, email: after.email }).where("id", "=", id).execute();
    if (after.role !== before.role)
      await trx.updateTable("userIdentities").set({ roleAt: now }).where("userId", "=", id).execute();
    const facts = { before: audited(before), after: audited(after) };
    await recordAudit(trx, { at: now, who: byActor(actor), action: "users.update", target: id, ...facts });
    return { before, after };
  });
  if (before.role !== after.role || (before.disabledAt === null && after.disabledAt !== null))
    revocations.announce({ userId: id });
  return toUser(after);
}

async function readdress(trx: Kysely<Database>, { id, email }: Pick<UsersTable, "id" | "email">): Promise<void> {
  const taken = await trx.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
  if (taken) throw new Fault("conflict", "a user with this e-mail address exists already");
  await voidResets(trx, id);
  await trx.deleteFrom("personalLinks").where("email", "=", email).execute();
}

function audited({ role, disabledAt, email }: Pick<UsersTable, "role" | "disabledAt" | "email">) {
  return { email, role, disabled: disabledAt !== null };
}
