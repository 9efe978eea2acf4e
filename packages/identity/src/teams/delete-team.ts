import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { managedTeam } from "./may-manage.ts";

/** What the team owned goes back to whoever made it. Fault `not_found`, `forbidden` for who may not manage it. */
export async function deleteTeam(
  { db, clock, teamChanges }: Pick<Core, "db" | "clock" | "teamChanges">,
  actor: Actor,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { name } = await managedTeam(trx, actor, id);
    await trx.deleteFrom("teams").where("id", "=", id).execute();
    await recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "teams.delete", target: id, before: { name } });
  });
  teamChanges.publish({});
}
