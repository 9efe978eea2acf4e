import { recordAudit } from "../audit/record-audit.ts";
import { byClient } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { findLogin, holds } from "../proofs.ts";
import type { SsoPerson } from "./claims.ts";
import { connect, findIdentity } from "./find-account.ts";
import { SsoRefusal } from "./refusal.ts";

/** Connects who somebody is at a provider with the account they are signed in to. */
export async function linkPerson(
  core: Pick<Core, "db" | "clock">,
  { userId, loginId }: { readonly userId: string; readonly loginId: string },
  { person, client }: { readonly person: SsoPerson; readonly client: Client },
): Promise<void> {
  const now = core.clock.now();
  await core.db.transaction().execute(async (trx) => {
    // In here, so that what waited behind a new password does not outlive it.
    const login = await findLogin({ db: trx }, loginId);
    if (!login || login.userId !== userId || !holds(login, now)) throw new SsoRefusal("expired", "the login has ended");
    const known = await findIdentity(trx, person);
    if (known?.userId === userId) return;
    if (known) throw new SsoRefusal("taken");
    await connect(trx, { userId, person, now });
    const after = { issuer: person.issuer, email: person.email };
    await recordAudit(trx, { at: now, who: byClient(client, userId), action: "auth.sso.link", target: userId, after });
  });
}
