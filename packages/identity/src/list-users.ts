import type { User } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { requireAdmin, toUser } from "./users.ts";

/** Everyone, oldest first. Fault `forbidden` for anyone but an administrator. */
export async function listUsers({ db }: Pick<Core, "db">, actor: Actor): Promise<User[]> {
  requireAdmin(actor);
  const rows = await db.selectFrom("users").selectAll().orderBy("createdAt").orderBy("id").execute();
  return rows.map(toUser);
}
