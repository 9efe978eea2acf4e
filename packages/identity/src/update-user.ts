import type { UpdateUser, User } from "@pilothouse/contracts";
import type { UsersTable } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { endLogins } from "./end-logins.ts";
import { voidLinksOf, voidResets } from "./personal-link.ts";
import { refuseLastAdmin, requireAdmin, toUser } from "./users.ts";

/**
 * Disables or enables a user, or gives them another role. Disabling ends the user's logins and stops the API tokens;
 * what a former administrator has handed out lets nobody in any more; another role closes the user's sockets and access tokens, which come back with it. Fault `forbidden` for anyone but an
 * administrator, `not_found`, and `conflict` for the last administrator who could enable anyone again.
 */
export async function updateUser(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  { id, disabled, role }: UpdateUser,
): Promise<User> {
  requireAdmin(actor);
  const now = clock.now();
  const { before, after } = await db.transaction().execute(async (trx) => {
    const before = await trx.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
    if (!before) throw new Fault("not_found", "there is no such user");
    const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null;
    if ((role ?? before.role) === before.role && disabledAt === before.disabledAt) return { before, after: before };
    const after = { ...before, disabledAt, role: role ?? before.role };
    if (after.role !== "admin" || after.disabledAt !== null) await refuseLastAdmin(trx, before);
    if (after.disabledAt !== null) {
      await endLogins(trx, { userId: id, now });
      await voidResets(trx, id);
    }
    if (before.role === "admin" && (after.role !== "admin" || after.disabledAt !== null)) await voidLinksOf(trx, id);
    await trx.updateTable("users").set({ disabledAt, role: after.role }).where("id", "=", id).execute();
    const facts = { before: audited(before), after: audited(after) };
    await recordAudit(trx, { at: now, who: byActor(actor), action: "users.update", target: id, ...facts });
    return { before, after };
  });
  if (before.role !== after.role || (before.disabledAt === null && after.disabledAt !== null))
    revocations.announce({ userId: id });
  return toUser(after);
}

function audited({ role, disabledAt }: Pick<UsersTable, "role" | "disabledAt">) {
  return { role, disabled: disabledAt !== null };
}
