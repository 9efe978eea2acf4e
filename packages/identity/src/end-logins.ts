import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";

/** Ends all logins of a user, or all but one. Whoever calls this announces it once that is committed. */
export async function endLogins(
  trx: Kysely<Database>,
  { userId, now, except }: { userId: string; now: number; except?: string | undefined },
): Promise<string[]> {
  let open = trx.updateTable("logins").set({ revokedAt: now }).where("userId", "=", userId).where("revokedAt", "is", null);
  if (except !== undefined) open = open.where("id", "!=", except);
  const ended = await open.returning("id").execute();
  return ended.map(({ id }) => id);
}
