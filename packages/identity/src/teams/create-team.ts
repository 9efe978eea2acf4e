import { type CreateTeam, LIMITS, type TeamDetails } from "@pilothouse/contracts";
import type { TeamsTable } from "@pilothouse/db";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { requireAdmin } from "../users.ts";
import { describeTeam } from "./get-team.ts";
import { normalName, refuseTakenName } from "./team-name.ts";

/**
 * A team whose first maintainer is whoever makes it. Fault `forbidden` for anyone but an administrator, `conflict` when
 * there is a team of this name, `quota` with the limit when there are too many.
 */
export async function createTeam(
  { db, clock, teamChanges }: Pick<Core, "db" | "clock" | "teamChanges">,
  actor: Actor,
  { name }: CreateTeam,
): Promise<TeamDetails> {
  requireAdmin(actor);
  const at = clock.now();
  const team: TeamsTable = { id: newId(), name, normalName: normalName(name), createdAt: at };
  const created = await db.transaction().execute(async (trx) => {
    await refuseTakenName(trx, team);
    const { count } = await trx
      .selectFrom("teams")
      .select(({ fn }) => fn.countAll<number | string>().as("count"))
      .executeTakeFirstOrThrow();
    const limit = LIMITS.teams;
    if (Number(count) >= limit) throw new Fault("quota", `there are at most ${limit} teams; delete one first`, { limit });
    await trx.insertInto("teams").values(team).execute();
    const first = { teamId: team.id, userId: actor.userId, role: "maintainer", since: at } as const;
    await trx.insertInto("teamMembers").values(first).execute();
    await recordAudit(trx, { at, who: byActor(actor), action: "teams.create", target: team.id, after: { name } });
    return describeTeam(trx, { ...team, role: first.role });
  });
  teamChanges.publish({ userId: actor.userId });
  return created;
}
