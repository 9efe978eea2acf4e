import { type AddTeamMember, LIMITS, type TeamDetails } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { normalEmail } from "../users.ts";
import { describeTeam } from "./get-team.ts";
import { managedTeam } from "./may-manage.ts";

/**
 * Somebody is in the team from now on. Faults as `renameTeam`; also `not_found` when nobody who can sign in has this
 * address, `conflict` for who is in it already, `quota` with the limit when it is full.
 */
export async function addTeamMember(
  { db, clock, teamChanges }: Pick<Core, "db" | "clock" | "teamChanges">,
  actor: Actor,
  { id, email, role = "member" }: AddTeamMember,
): Promise<TeamDetails> {
  const { userId, team } = await db.transaction().execute(async (trx) => {
    const seen = await managedTeam(trx, actor, id);
    const users = trx.selectFrom("users").select("id").where("disabledAt", "is", null);
    const user = await users.where("email", "=", normalEmail(email)).executeTakeFirst();
    if (!user) throw new Fault("not_found", "nobody here has this e-mail address");
    await refuseFull(trx, id);
    const at = clock.now();
    const added = await trx
      .insertInto("teamMembers")
      .values({ teamId: id, userId: user.id, role, since: at })
      .onConflict((conflict) => conflict.columns(["teamId", "userId"]).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) throw new Fault("conflict", "this user is in the team already");
    const after = { user: user.id, role };
    await recordAudit(trx, { at, who: byActor(actor), action: "teams.members.add", target: id, after });
    return { userId: user.id, team: await describeTeam(trx, seen) };
  });
  teamChanges.publish({ userId });
  return team;
}

async function refuseFull(trx: Kysely<Database>, teamId: string): Promise<void> {
  const { count } = await trx
    .selectFrom("teamMembers")
    .select(({ fn }) => fn.countAll<number | string>().as("count"))
    .where("teamId", "=", teamId)
    .executeTakeFirstOrThrow();
  const limit = LIMITS.membersPerTeam;
  if (Number(count) >= limit) throw new Fault("quota", `a team has at most ${limit} members`, { limit });
}
