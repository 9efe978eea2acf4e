import type { ApiKeyGrant } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { aboutApiKey } from "./api-key-rows.ts";

/**
 * The variables that hold these keys of the actor's own, for a program that is about to start. Fault `not_found` for a name
 * that there is not, `unavailable` for a key that does not open.
 */
export async function grantApiKeys(
  { db, clock, ring }: Pick<Core, "db" | "clock" | "ring">,
  actor: Actor,
  grants: readonly ApiKeyGrant[],
): Promise<Record<string, string>> {
  if (grants.length === 0) return {};
  const names = grants.map(({ name }) => name);
  const mine = await db
    .selectFrom("apiKeys")
    .selectAll()
    .where("ownerId", "=", actor.userId)
    .where("name", "in", names)
    .execute();
  const values = grants.map(({ name, as }) => {
    const row = mine.find((key) => key.name === name);
    if (!row) throw new Fault("not_found", `you have no key ${name}`);
    return [as, ring.open(row.sealed, aboutApiKey(row)).toString()] as const;
  });
  const ids = mine.map(({ id }) => id);
  await db.updateTable("apiKeys").set({ lastUsedAt: clock.now() }).where("id", "in", ids).execute();
  return Object.fromEntries(values);
}
