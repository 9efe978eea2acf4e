import type { UserDetails } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { requireAdmin, toUser } from "./users.ts";

/** Fault `forbidden` for anyone but an administrator, `not_found`. */
export async function getUser({ db }: Pick<Core, "db">, actor: Actor, id: string): Promise<UserDetails> {
  requireAdmin(actor);
  const user = await db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
  if (!user) throw new Fault("not_found", "there is no such user");
  const logins = db.selectFrom("logins").where("userId", "=", id);
  const seen = await logins.select("lastSeenAt").orderBy("lastSeenAt", "desc").limit(1).executeTakeFirst();
  return { ...toUser(user), lastSeenAt: seen?.lastSeenAt ?? null };
}
