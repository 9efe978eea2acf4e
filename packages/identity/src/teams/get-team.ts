import type { TeamDetails } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Actor } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { type SeenTeam, seenTeam } from "./may-manage.ts";

/** A team and who is in it. Fault `not_found`, the same for a team of others. */
export async function getTeam({ db }: { readonly db: Kysely<Database> }, actor: Actor, id: string): Promise<TeamDetails> {
  return describeTeam(db, await seenTeam(db, actor, id));
}

export async function describeTeam(db: Kysely<Database>, { id, name, role, createdAt }: SeenTeam): Promise<TeamDetails> {
  const members = await db
    .selectFrom("teamMembers")
    .innerJoin("users", "users.id", "teamMembers.userId")
    .select(["userId", "users.name", "users.email", "teamMembers.role", "since"])
    .where("teamId", "=", id)
    .orderBy("users.name")
    .orderBy("userId")
    .execute();
  return { id, name, role, createdAt, members };
}
