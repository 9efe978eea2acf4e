import type { Role } from "@pilothouse/contracts";
import type { Database, UsersTable } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { Transaction } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import type { Who } from "../audit/who.ts";
import { voidLinksOf } from "../personal-link.ts";
import { refuseLastAdmin } from "../users.ts";

interface Giving {
  readonly user: UsersTable;
  readonly role: Role;
  readonly who: Who;
  readonly now: number;
}

/** The role that a provider decides. The last administrator stays one, whatever it says. Answers whether it is another one. */
export async function giveRole(trx: Transaction<Database>, { user, role, who, now }: Giving): Promise<boolean> {
  if (role === user.role || (role !== "admin" && (await isLastAdmin(trx, user)))) return false;
  if (user.role === "admin") await voidLinksOf(trx, user.id);
  await trx.updateTable("users").set({ role }).where("id", "=", user.id).execute();
  const facts = { before: { role: user.role }, after: { role, by: "the groups at the provider" } };
  await recordAudit(trx, { at: now, who, action: "users.update", target: user.id, ...facts });
  return true;
}

async function isLastAdmin(trx: Transaction<Database>, user: UsersTable): Promise<boolean> {
  try {
    await refuseLastAdmin(trx, user);
    return false;
  } catch (error) {
    if (error instanceof Fault) return true;
    throw error;
  }
}
