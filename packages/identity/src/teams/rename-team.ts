import type { RenameTeam, TeamDetails } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { describeTeam } from "./get-team.ts";
import { managedTeam } from "./may-manage.ts";
import { normalName, refuseTakenName } from "./team-name.ts";

/** Fault `not_found`, `forbidden` for who may not manage it, `conflict` when another team has this name. */
export async function renameTeam(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  { id, name }: RenameTeam,
): Promise<TeamDetails> {
  return db.transaction().execute(async (trx) => {
    const before = await managedTeam(trx, actor, id);
    const named = { name, normalName: normalName(name) };
    await refuseTakenName(trx, { id, normalName: named.normalName });
    await trx.updateTable("teams").set(named).where("id", "=", id).execute();
    const act = { at: clock.now(), who: byActor(actor), action: "teams.rename", target: id };
    await recordAudit(trx, { ...act, before: { name: before.name }, after: { name } });
    return describeTeam(trx, { ...before, ...named });
  });
}
