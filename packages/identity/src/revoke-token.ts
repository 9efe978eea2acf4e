import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";

/** Ends an API token of the actor's own. Fault `not_found` for any other, and for one that was revoked before. */
export async function revokeToken(
  { db, clock, revocations }: Pick<Core, "db" | "clock" | "revocations">,
  actor: Actor,
  id: string,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("apiTokens")
    .set({ revokedAt: clock.now() })
    .where("id", "=", id)
    .where("userId", "=", actor.userId)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Fault("not_found", "there is no such API token");
  revocations.announce({ userId: actor.userId, tokenId: id });
}
