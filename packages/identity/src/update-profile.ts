import type { UpdateProfile, User } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { toUser } from "./users.ts";

/** What the actor is called. */
export async function updateProfile(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  { name }: UpdateProfile,
): Promise<User> {
  return db.transaction().execute(async (trx) => {
    const [user] = await trx.updateTable("users").set({ name }).where("id", "=", actor.userId).returningAll().execute();
    if (!user) throw new Fault("unauthenticated", "this account is gone");
    await recordAudit(trx, {
      at: clock.now(),
      who: byActor(actor),
      action: "auth.updateProfile",
      target: user.id,
      after: { name },
    });
    return toUser(user);
  });
}
