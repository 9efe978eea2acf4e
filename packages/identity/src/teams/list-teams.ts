import type { Team } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { managesAll } from "./may-manage.ts";

/** The teams that the actor is in, for administrators all of them, by name. */
export async function listTeams({ db }: Pick<Core, "db">, actor: Actor): Promise<Team[]> {
  const teams = await db
    .selectFrom("teams")
    .leftJoin("teamMembers", (join) =>
      join.onRef("teamMembers.teamId", "=", "teams.id").on("teamMembers.userId", "=", actor.userId),
    )
    .select(["teams.id", "teams.name", "teams.createdAt", "teamMembers.role"])
    .select(({ selectFrom }) =>
      selectFrom("teamMembers as everyone")
        .select(({ fn }) => fn.countAll<number | string>().as("count"))
        .whereRef("everyone.teamId", "=", "teams.id")
        .as("members"),
    )
    .$if(!managesAll(actor), (query) => query.where("teamMembers.role", "is not", null))
    .orderBy("teams.normalName")
    .execute();
  return teams.map((team) => ({ ...team, members: Number(team.members) }));
}
