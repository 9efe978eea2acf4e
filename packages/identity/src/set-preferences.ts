import { LIMITS, type Preferences, type SetPreferences } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { Core } from "./core.ts";
import { namesIn, readPreferences } from "./get-preferences.ts";

/**
 * Changes some of the actor's own preferences and leaves the others. Fault `conflict` when the caller has not seen the
 * newest value of one that it changes, `too_large` when all of them together are.
 */
export async function setPreferences({ db }: Pick<Core, "db">, actor: Actor, input: SetPreferences): Promise<Preferences> {
  const { userId } = actor;
  const names = namesIn(input.values);
  return db.transaction().execute(async (trx) => {
    const before = await readPreferences(trx, userId);
    if (names.length === 0) return before;
    if (input.knownRevision !== undefined) await refuseUnseen(trx, { userId, names, known: input.knownRevision });
    const revision = before.revision + 1;
    const rows = names.map((name) => ({ userId, name, value: JSON.stringify(input.values[name]), revision }));
    await trx
      .insertInto("preferences")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["userId", "name"]).doUpdateSet((row) => ({ value: row.ref("excluded.value"), revision })),
      )
      .execute();
    await refuseTooLarge(trx, userId);
    return { revision, values: { ...before.values, ...input.values } };
  });
}

interface Unseen {
  readonly userId: string;
  readonly names: readonly string[];
  readonly known: number;
}

async function refuseUnseen(trx: Kysely<Database>, { userId, names, known }: Unseen): Promise<void> {
  const newer = await trx
    .selectFrom("preferences")
    .select("name")
    .where("userId", "=", userId)
    .where("name", "in", names)
    .where("revision", ">", known)
    .executeTakeFirst();
  if (newer) throw new Fault("conflict", `the preference ${newer.name} was changed elsewhere; read it again first`);
}

async function refuseTooLarge(trx: Kysely<Database>, userId: string): Promise<void> {
  const rows = await trx.selectFrom("preferences").select("value").where("userId", "=", userId).execute();
  const bytes = rows.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
  const limit = LIMITS.preferencesBytes;
  if (bytes > limit) throw new Fault("too_large", `preferences have at most ${limit} bytes together; close some tabs`, { limit });
}
