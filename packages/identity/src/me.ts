import type { Me } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { toUser } from "./users.ts";

/** Who is asking, and how they proved it. */
export async function me({ db }: Pick<Core, "db">, actor: Actor): Promise<Me> {
  const user = await db.selectFrom("users").selectAll().where("id", "=", actor.userId).executeTakeFirst();
  if (!user) throw new Fault("unauthenticated", "this account is gone");
  return { user: toUser(user), via: actor.via.kind === "login" ? "login" : "token", accessExpiresAt: actor.expiresAt };
}
