import type { Database, TeamsTable } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";

/** Names are compared without regard to case. */
export function normalName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Fault `conflict` when another team has this name. */
export async function refuseTakenName(
  db: Kysely<Database>,
  { id, normalName: name }: Pick<TeamsTable, "id" | "normalName">,
): Promise<void> {
  const taken = db.selectFrom("teams").select("id").where("normalName", "=", name).where("id", "!=", id);
  if (await taken.executeTakeFirst()) throw new Fault("conflict", "there is a team of this name; choose another one");
}
