import type { TeamMemberRef } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Transaction } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { managedTeam, noTeam, seenTeam } from "./may-manage.ts";

type Deps = Pick<Core, "db" | "clock" | "teamChanges">;

/** What the team owns is out of this user's reach at once. Faults as `renameTeam`; also `not_found` for who is not in it. */
export async function removeTeamMember({ db, clock, teamChanges }: Deps, actor: Actor, ref: TeamMemberRef): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await managedTeam(trx, actor, ref.id);
    const before = { user: ref.userId, role: await takeOut(trx, ref) };
    const act = { at: clock.now(), who: byActor(actor), action: "teams.members.remove", target: ref.id, before };
    await recordAudit(trx, act);
  });
  teamChanges.publish({ userId: ref.userId });
}

/** The same for oneself. Fault `not_found` for a team that one is not in. */
export async function leaveTeam({ db, clock, teamChanges }: Deps, actor: Actor, id: string): Promise<void> {
  const { userId } = actor;
  await db.transaction().execute(async (trx) => {
    if ((await seenTeam(trx, actor, id)).role === null) throw noTeam();
    const before = { role: await takeOut(trx, { id, userId }) };
    await recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "teams.leave", target: id, before });
  });
  teamChanges.publish({ userId });
}

async function takeOut(trx: Transaction<Database>, { id, userId }: TeamMemberRef): Promise<string> {
  const [gone] = await trx
    .deleteFrom("teamMembers")
    .where("teamId", "=", id)
    .where("userId", "=", userId)
    .returning("role")
    .execute();
  if (!gone) throw new Fault("not_found", "this user is not in the team");
  return gone.role;
}
