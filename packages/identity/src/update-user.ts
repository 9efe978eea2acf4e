import type { UpdateUser, User } from "@pilothouse/contracts";
import type { Database, UsersTable } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { requireAdmin, toUser } from "./users.ts";

/**
 * Disables or enables a user; disabling ends the user's logins and stops the API tokens. Fault `forbidden` for anyone
 * but an administrator, `not_found`, and `conflict` for the last administrator who could enable anyone again.
 */
export async function updateUser(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  { id, disabled }: UpdateUser,
): Promise<User> {
  requireAdmin(actor);
  const now = clock.now();
  const user = await db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
    if (!row) throw new Fault("not_found", "there is no such user");
    if ((row.disabledAt !== null) === disabled) return row;
    const disabledAt = disabled ? now : null;
    if (disabled) await disable(trx, row, now);
    await trx.updateTable("users").set({ disabledAt }).where("id", "=", id).execute();
    const facts = { before: { disabled: !disabled }, after: { disabled } };
    await recordAudit(trx, { at: now, who: byActor(actor), action: "users.update", target: id, ...facts });
    return { ...row, disabledAt };
  });
  if (disabled) revocations.announce({ userId: id });
  return toUser(user);
}

async function disable(trx: Kysely<Database>, user: UsersTable, now: number): Promise<void> {
  const otherAdmin = trx
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("disabledAt", "is", null)
    .where("id", "!=", user.id);
  if (user.role === "admin" && !(await otherAdmin.limit(1).executeTakeFirst())) {
    throw new Fault("conflict", "the last administrator stays; make another one first");
  }
  await trx.updateTable("logins").set({ revokedAt: now }).where("userId", "=", user.id).where("revokedAt", "is", null).execute();
}
