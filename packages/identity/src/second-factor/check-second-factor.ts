import { Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byClient } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { useRecoveryCode } from "./recovery-codes.ts";
import { aboutSecondFactor } from "./sealed-second-factors.ts";
import { latestStep, stepOf } from "./totp.ts";

type Deps = Pick<Core, "db" | "clock" | "ring">;
type Checked = "passed" | "asked" | "refused";

/**
 * Whether a user who has shown the right password may sign in: without a second factor, or with a code that is right and
 * was not used before. `asked`: a code is needed and none came. Fault `unavailable` while the vault is locked, but for
 * recovery codes.
 */
export async function checkSecondFactor(
  { db, clock, ring }: Deps,
  { userId, code, client }: { userId: string; code: string | undefined; client: Client },
): Promise<Checked> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const asked = trx.selectFrom("secondFactors").selectAll().where("userId", "=", userId).where("confirmedAt", "is not", null);
    const factor = await asked.executeTakeFirst();
    if (!factor) return "passed";
    if (code === undefined) return "asked";
    if (code.length > 6) {
      if (!(await useRecoveryCode(trx, { userId, code }))) return "refused";
      await recordAudit(trx, { at: now, who: byClient(client, userId), action: "auth.recoveryCode", target: userId });
      return "passed";
    }
    const step = stepOf(ring.open(factor.sealed, aboutSecondFactor(factor)), code, now);
    // A last step that is still to come is of a clock that was set back.
    const used = step !== null && step <= factor.lastStep && factor.lastStep <= latestStep(now);
    if (step === null || used) return "refused";
    await trx.updateTable("secondFactors").set({ lastStep: step }).where("userId", "=", userId).execute();
    return "passed";
  });
}

/** What a sign-in is told that needs a code as well. Only who knows the password gets to see it. */
export function codeAsked(message: string): Fault {
  return new Fault("unauthenticated", message, { secondFactor: "code" });
}
