import type { Kysely } from "kysely";
import type { Database } from "./schema/database.ts";

/** What is kept under this name; `null` when nothing is, or nothing that can be read. */
export async function readSetting(db: Kysely<Database>, key: string): Promise<unknown> {
  const row = await db.selectFrom("settings").select("value").where("key", "=", key).executeTakeFirst();
  try {
    return row ? JSON.parse(row.value) : null;
  } catch {
    return null;
  }
}

/** Keeps it in place of what was there. */
export async function writeSetting(db: Kysely<Database>, key: string, kept: unknown): Promise<void> {
  const value = JSON.stringify(kept);
  await db
    .insertInto("settings")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}
