import type { TeamRole } from "@pilothouse/contracts";
import type { Database, TeamsTable } from "@pilothouse/db";
import { type Actor, covers, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";

export interface SeenTeam extends TeamsTable {
  /** What the actor is in it; `null` for an administrator who is not in it. */
  readonly role: TeamRole | null;
}

/** Whether this actor has to do with every team there is. */
export function managesAll(actor: Actor): boolean {
  return actor.role === "admin" && covers(actor, "admin");
}

/** The team, if the actor is in it or administers. Fault `not_found`, the same for a team of others as for none. */
export async function seenTeam(db: Kysely<Database>, actor: Actor, id: string): Promise<SeenTeam> {
  const team = await db
    .selectFrom("teams")
    .leftJoin("teamMembers", (join) =>
      join.onRef("teamMembers.teamId", "=", "teams.id").on("teamMembers.userId", "=", actor.userId),
    )
    .selectAll("teams")
    .select("teamMembers.role")
    .where("teams.id", "=", id)
    .executeTakeFirst();
  if (!team || (team.role === null && !managesAll(actor))) throw noTeam();
  return team;
}

/** The same, if the actor may also change it. Fault `forbidden` for a member who only uses what it owns. */
export async function managedTeam(db: Kysely<Database>, actor: Actor, id: string): Promise<SeenTeam> {
  const team = await seenTeam(db, actor, id);
  if (team.role !== "maintainer" && !managesAll(actor)) throw new Fault("forbidden", "only a maintainer of the team may do that");
  return team;
}

export function noTeam(): Fault {
  return new Fault("not_found", "there is no such team");
}
