import type { VerifyEmail } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { knownMail, registrationMail } from "./mailer.ts";
import { findLink, makeLink, useLink } from "./personal-link.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { countRequest } from "./throttle.ts";
import { insertUser } from "./users.ts";

/**
 * Sends a link that makes an account to this address, or, when it has one, a mail that says so. The answer is the same
 * and comes before either is looked at. Fault `forbidden` unless registration is open, `quota` after too many.
 */
export async function verifyEmail(core: Core, { email }: VerifyEmail, client: Client): Promise<void> {
  const { registration, mailer, urlOf } = core.joining;
  if (registration !== "open" || !mailer) throw new Fault("forbidden", "accounts are made by invitation; ask an administrator");
  await countRequest(core, { email, address: client.address });
  core.post("registration", async () => {
    const known = await core.db.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
    if (known) return mailer.send(knownMail(email));
    const link = { kind: "registration", email, role: "member", userId: null, now: core.clock.now() } as const;
    const { secret } = await core.db.transaction().execute((trx) => makeLink(trx, link));
    await mailer.send(registrationMail(email, urlOf(`/register#token=${secret}`)));
  });
}

/**
 * Makes the account that an invitation or a mailed link is for, and signs in. Fault `not_found` for a link that does not
 * hold, `conflict` when the address has an account meanwhile.
 */
export async function register(
  core: Core,
  { token, name, password }: { token: string; name: string; password: string },
  client: Client,
): Promise<SignedIn> {
  const { registration } = core.joining;
  const kinds = { off: [], invited: ["invitation"], open: ["invitation", "registration"] } as const;
  const now = core.clock.now();
  const link = await findLink(core.db, { secret: token, kinds: kinds[registration], now });
  const passwordHash = await core.passwords.hash(password);
  const { email, role } = link;
  const user = await core.db.transaction().execute(async (trx) => {
    await useLink(trx, link.id);
    const user = await insertUser(trx, { email, name, role, passwordHash, createdAt: now });
    await trx.deleteFrom("personalLinks").where("email", "=", email).execute();
    await recordAudit(trx, {
      at: now,
      who: byClient(client, user.id),
      action: "auth.register",
      target: user.id,
      after: { email, role },
    });
    return user;
  });
  return signIn(core, { id: user.id, passwordHash }, client);
}
