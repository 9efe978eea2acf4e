import type { ListLogins, Login } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { deviceOf } from "./device-of.ts";

/** The logins that hold, of the actor or of whom the API lets name, the last seen first. */
export async function listLogins(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  { userId = actor.userId }: ListLogins = {},
): Promise<Login[]> {
  const rows = await db
    .selectFrom("logins")
    .select(["id", "userAgent", "address", "createdAt", "lastSeenAt", "expiresAt"])
    .where("userId", "=", userId)
    .where("revokedAt", "is", null)
    .where("expiresAt", ">", clock.now())
    .orderBy("lastSeenAt", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ userAgent, ...row }) => ({ ...row, device: deviceOf(userAgent), current: isOf(actor, row.id) }));
}

function isOf({ via }: Actor, loginId: string): boolean {
  return via.kind === "login" && via.loginId === loginId;
}
