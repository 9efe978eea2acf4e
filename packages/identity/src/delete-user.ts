import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { requireAdmin } from "./users.ts";

interface Deletion {
  readonly id: string;
  /** Forgets what other parts keep of the user; throws while that cannot be. */
  readonly forget: (userId: string) => Promise<void>;
}

/**
 * Forgets a user who was disabled before, with everything that is theirs. Fault `forbidden` for anyone but an
 * administrator, `not_found`, and `conflict` for a user who is not disabled or of whom something still runs.
 */
export async function deleteUser(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  { id, forget }: Deletion,
): Promise<void> {
  requireAdmin(actor);
  const user = await db.selectFrom("users").select("disabledAt").where("id", "=", id).executeTakeFirst();
  if (!user) throw new Fault("not_found", "there is no such user");
  // Nothing of theirs can begin any more while the rest is taken away.
  if (user.disabledAt === null) throw new Fault("conflict", "this user can still sign in; disable them first");
  await forget(id);
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("apiKeys").where("ownerId", "=", id).execute();
    const disabled = trx.deleteFrom("users").where("id", "=", id).where("disabledAt", "is not", null);
    const [gone] = await disabled.returning(["email", "name", "role"]).execute();
    if (!gone) throw new Fault("conflict", "this user was enabled again meanwhile");
    await recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "users.delete", target: id, before: { ...gone } });
  });
}
