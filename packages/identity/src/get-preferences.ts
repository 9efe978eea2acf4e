import { type PreferenceName, type Preferences, PreferenceValues } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Actor } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { Core } from "./core.ts";

/** The actor's own preferences. A value that another version of this program wrote and this one cannot use is left out. */
export function getPreferences({ db }: Pick<Core, "db">, actor: Actor): Promise<Preferences> {
  return readPreferences(db, actor.userId);
}

export async function readPreferences(db: Kysely<Database>, userId: string): Promise<Preferences> {
  const rows = await db.selectFrom("preferences").select(["name", "value", "revision"]).where("userId", "=", userId).execute();
  const values = rows.reduce((known, { name, value }) => ({ ...known, ...usable(name, value) }), {});
  return { revision: Math.max(0, ...rows.map(({ revision }) => revision)), values };
}

function usable(name: string, json: string): PreferenceValues {
  const read = PreferenceValues.safeParse({ [name]: JSON.parse(json) });
  return read.success ? read.data : {};
}

/** The preferences that `values` names. */
export function namesIn(values: PreferenceValues): readonly PreferenceName[] {
  return PreferenceValues.keyof().options.filter((name) => values[name] !== undefined);
}
