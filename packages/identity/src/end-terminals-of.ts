import type { EndedTerminals } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { requireAdmin } from "./users.ts";

interface Ending {
  readonly id: string;
  /** Ends what runs of this user, and answers how much that was. */
  readonly end: (userId: string) => Promise<number>;
}

/** Ends what runs in a user's terminals. Fault `forbidden` for anyone but an administrator, `not_found`, and what `end` throws. */
export async function endTerminalsOf(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  { id, end }: Ending,
): Promise<EndedTerminals> {
  requireAdmin(actor);
  const act = { who: byActor(actor), action: "users.endTerminals", target: id };
  await db.transaction().execute(async (trx) => {
    const user = await trx.selectFrom("users").select("id").where("id", "=", id).executeTakeFirst();
    if (!user) throw new Fault("not_found", "there is no such user");
    await recordAudit(trx, { ...act, at: clock.now(), result: "begun" });
  });
  const ended = await end(id).catch(async (error: unknown) => {
    const failed = { ...act, at: clock.now(), result: "failed", after: error instanceof Fault ? error.facts : {} } as const;
    await db.transaction().execute((trx) => recordAudit(trx, failed));
    throw error;
  });
  await db.transaction().execute((trx) => recordAudit(trx, { ...act, at: clock.now(), after: { ended } }));
  return { ended };
}
