import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { z } from "zod";

const SETTING = "masterKeys";
const KnownKeys = z.record(z.string(), z.string());

/** The fingerprints of the master keys that something here may be sealed with, by number: a copy without its keys knows so. */
export async function knownKeys(db: Kysely<Database>): Promise<ReadonlyMap<number, string>> {
  const row = await db.selectFrom("settings").select("value").where("key", "=", SETTING).executeTakeFirst();
  const known = Object.entries(row ? KnownKeys.parse(JSON.parse(row.value)) : {});
  return new Map(known.map(([version, fingerprint]) => [Number(version), fingerprint]));
}

/** These and no others. */
export async function rememberKeys(db: Kysely<Database>, fingerprints: ReadonlyMap<number, string>): Promise<void> {
  const value = JSON.stringify(Object.fromEntries(fingerprints));
  await db
    .insertInto("settings")
    .values({ key: SETTING, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}
