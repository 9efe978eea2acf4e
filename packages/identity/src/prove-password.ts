import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { NO_PASSWORD } from "./password-hasher.ts";
import { beginAttempt } from "./throttle.ts";

/** Somebody who is signed in, and about to change how. */
export interface Proven {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly loginId: string;
}

/**
 * Makes sure that it is the user who does this, by their password: whoever found a screen unlocked does not know it. Fault
 * `forbidden` for an API token and for a wrong password, `quota` after too many of those, `conflict` for an account without one.
 */
export async function provePassword(
  core: Pick<Core, "db" | "clock" | "passwords">,
  actor: Actor,
  { password, client, action }: { password: string; client: Client; action: string },
): Promise<Proven> {
  const { via, userId } = actor;
  if (via.kind !== "login") throw new Fault("forbidden", "an API token cannot do that; sign in");
  const found = core.db.selectFrom("users").select(["id", "email", "passwordHash"]).where("id", "=", userId);
  const user = await found.executeTakeFirst();
  if (!user) throw new Fault("unauthenticated", "this account is gone");
  // Nothing typed could be right, so that nothing is counted either.
  if (user.passwordHash === NO_PASSWORD)
    throw new Fault("conflict", "your account has no password; ask an administrator for a link to set one first");
  const attempt = await beginAttempt(core, { email: user.email, address: client.address });
  let matches: boolean;
  try {
    matches = await core.passwords.verify(user.passwordHash, password);
  } catch (error) {
    await attempt.takeBack();
    throw error;
  }
  if (!matches) {
    const act = { at: core.clock.now(), who: byActor(actor), action, target: userId, result: "refused" } as const;
    await core.db.transaction().execute((trx) => recordAudit(trx, act));
    throw new Fault("forbidden", "this is not your current password");
  }
  await attempt.succeeded();
  return { ...user, loginId: via.loginId };
}
