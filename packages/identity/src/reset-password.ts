import type { PersonalLink, RequestPasswordReset, ResetPassword } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor, byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { endLogins } from "./end-logins.ts";
import { resetMail } from "./mailer.ts";
import { NO_PASSWORD } from "./password-hasher.ts";
import { findLink, makeLink, useLink } from "./personal-link.ts";
import { countRequest } from "./throttle.ts";
import { requireAdmin } from "./users.ts";

/**
 * Mails a link by which this address's password is set anew, if there is such an account. The answer is the same and
 * comes before that is looked at. Fault `unavailable` when the server sends no mail, `quota` after too many.
 */
export async function requestPasswordReset(core: Core, { email }: RequestPasswordReset, client: Client): Promise<void> {
  const { mailer, urlOf } = core.joining;
  if (!mailer) throw new Fault("unavailable", "this server sends no mail; ask an administrator for a link");
  await countRequest(core, { email, address: client.address });
  core.post("password reset", async () => {
    const user = await core.db
      .selectFrom("users")
      .select(["id", "role"])
      .where("email", "=", email)
      .where("disabledAt", "is", null)
      // Who signs in with a provider alone comes in no other way when that has put them out.
      .where("passwordHash", "!=", NO_PASSWORD)
      .executeTakeFirst();
    if (!user) return;
    const link = { kind: "reset", email, role: user.role, userId: user.id, now: core.clock.now() } as const;
    const { secret } = await core.db.transaction().execute((trx) => makeLink(trx, link));
    await mailer.send(resetMail(email, urlOf(`/reset#token=${secret}`)));
  });
}

/** The same link for an administrator to hand over. Fault `forbidden` for anyone else, `not_found`. */
export async function createResetLink(
  core: Pick<Core, "db" | "clock" | "joining">,
  actor: Actor,
  userId: string,
): Promise<PersonalLink> {
  requireAdmin(actor);
  const now = core.clock.now();
  const { secret, expiresAt } = await core.db.transaction().execute(async (trx) => {
    const user = await trx.selectFrom("users").select(["email", "role"]).where("id", "=", userId).executeTakeFirst();
    if (!user) throw new Fault("not_found", "there is no such user");
    const link = await makeLink(trx, { kind: "reset", ...user, userId, now });
    await recordAudit(trx, { at: now, who: byActor(actor), action: "users.resetPassword", target: userId });
    return link;
  });
  return { url: core.joining.urlOf(`/reset#token=${secret}`), expiresAt, mailed: false };
}

/**
 * Sets the password that a link is for, and ends every login, API token, passkey and connected sign-in of that user. Fault `not_found` for a link that does not
 * hold, `invalid` for a password that is too common.
 */
export async function resetPassword(core: Core, { token, password }: ResetPassword, client: Client): Promise<void> {
  const now = core.clock.now();
  const { id, userId } = await findLink(core.db, { secret: token, kinds: ["reset"], now });
  if (userId === null) throw new Error("a link for a new password without a user");
  const passwordHash = await core.passwords.hash(password);
  await core.db.transaction().execute(async (trx) => {
    await useLink(trx, id);
    await trx.updateTable("users").set({ passwordHash }).where("id", "=", userId).execute();
    const ended = await endLogins(trx, { userId, now });
    // Whoever had got in may have made some.
    const tokens = trx.updateTable("apiTokens").set({ revokedAt: now }).where("userId", "=", userId);
    await tokens.where("revokedAt", "is", null).execute();
    await trx.deleteFrom("passkeys").where("userId", "=", userId).execute();
    await trx.deleteFrom("userIdentities").where("userId", "=", userId).execute();
    const act = { at: now, who: byClient(client, userId), action: "auth.resetPassword", target: userId };
    await recordAudit(trx, { ...act, after: { endedLogins: ended.length } });
  });
  core.revocations.announce({ userId });
}
