import type { Role, User } from "@pilothouse/contracts";
import type { Database, UsersTable } from "@pilothouse/db";
import { type Actor, covers, Fault, newId } from "@pilothouse/platform";
import type { Kysely } from "kysely";

/** E-mail addresses are compared without regard to case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** A user as the contract shows one. */
export function toUser(row: Omit<UsersTable, "passwordHash">): User {
  const { id, email, name, role, disabledAt, createdAt } = row;
  return { id, email, name, role, disabled: disabledAt !== null, createdAt };
}

export function requireAdmin(actor: Actor): void {
  if (actor.role !== "admin" || !covers(actor, "admin")) throw new Fault("forbidden", "only an administrator may do that");
}

/** Fault `conflict` when nobody else could administer users. */
export async function refuseLastAdmin(trx: Kysely<Database>, { id, role, disabledAt }: UsersTable): Promise<void> {
  if (role !== "admin" || disabledAt !== null) return;
  const enabledAdmins = trx.selectFrom("users").select("id").where("role", "=", "admin").where("disabledAt", "is", null);
  if (await enabledAdmins.where("id", "!=", id).limit(1).executeTakeFirst()) return;
  throw new Fault("conflict", "the last administrator stays; make another one first");
}

export async function anyUserExists(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Fault `conflict` when the e-mail address is taken. */
export async function insertUser(
  db: Kysely<Database>,
  user: { email: string; name: string; role: Role; passwordHash: string; createdAt: number },
): Promise<User> {
  const row = { ...user, id: newId(), email: normalEmail(user.email), disabledAt: null };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("users")
    .values(row)
    .onConflict((conflict) => conflict.column("email").doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Fault("conflict", "a user with this e-mail address exists already");
  return toUser(row);
}
