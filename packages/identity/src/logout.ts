import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";

/** Ends the login this actor came with. Fault `forbidden` for an API token, which is revoked instead. */
export async function logout(core: Pick<Core, "db" | "clock" | "revocations">, actor: Actor): Promise<void> {
  if (actor.via.kind === "token") throw new Fault("forbidden", "an API token does not sign out; revoke it");
  const { loginId } = actor.via;
  await core.db
    .updateTable("logins")
    .set({ revokedAt: core.clock.now() })
    .where("id", "=", loginId)
    .where("userId", "=", actor.userId)
    .where("revokedAt", "is", null)
    .execute();
  core.revocations.announce({ userId: actor.userId, loginId });
}
