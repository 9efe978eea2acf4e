import type { SetTeamRole, TeamDetails } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { describeTeam } from "./get-team.ts";
import { managedTeam, seenTeam } from "./may-manage.ts";

/** Faults as `renameTeam`; also `not_found` for who is not in it. */
export async function setTeamRole(
  { db, clock, teamChanges }: Pick<Core, "db" | "clock" | "teamChanges">,
  actor: Actor,
  { id, userId, role }: SetTeamRole,
): Promise<TeamDetails> {
  const team = await db.transaction().execute(async (trx) => {
    await managedTeam(trx, actor, id);
    const member = trx.selectFrom("teamMembers").select("role").where("teamId", "=", id).where("userId", "=", userId);
    const before = await member.executeTakeFirst();
    if (!before) throw new Fault("not_found", "this user is not in the team");
    await trx.updateTable("teamMembers").set({ role }).where("teamId", "=", id).where("userId", "=", userId).execute();
    const act = { at: clock.now(), who: byActor(actor), action: "teams.members.setRole", target: id };
    await recordAudit(trx, { ...act, before: { user: userId, role: before.role }, after: { user: userId, role } });
    // Who gave up the role sees what is left.
    return describeTeam(trx, await seenTeam(trx, actor, id));
  });
  teamChanges.publish({ userId });
  return team;
}
