import type { ConnectedSignIn } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import { endLogins } from "../end-logins.ts";
import { NO_PASSWORD } from "../password-hasher.ts";
import type { Sso } from "./sso.ts";

/** Who the actor is at providers, oldest first. */
export async function listConnections({ core, clients }: Sso, actor: Actor): Promise<ConnectedSignIn[]> {
  const names = new Map([...clients.values()].map(({ settings }) => [settings.issuer.href, settings.name]));
  const rows = await core.db
    .selectFrom("userIdentities")
    .select(["id", "issuer", "email", "createdAt", "lastUsedAt"])
    .where("userId", "=", actor.userId)
    .orderBy("id")
    .execute();
  return rows.map(({ issuer, ...row }) => ({ ...row, provider: names.get(new URL(issuer).href) ?? issuer }));
}

/** Ends the actor's other logins, too. Fault `not_found`, and `conflict` for the only way in of an account without a password. */
export async function unlink({ core }: Sso, actor: Actor, id: string): Promise<void> {
  const { userId, via } = actor;
  const own = via.kind === "login" ? via.loginId : undefined;
  const ended = await core.db.transaction().execute(async (trx) => {
    const mine = await trx
      .selectFrom("userIdentities")
      .innerJoin("users", "users.id", "userIdentities.userId")
      .select(["userIdentities.id", "userIdentities.issuer", "userIdentities.email", "users.passwordHash"])
      .where("userIdentities.userId", "=", userId)
      .execute();
    const one = mine.find((identity) => identity.id === id);
    if (!one) throw new Fault("not_found", "there is no such connected sign-in");
    if (mine.length === 1 && one.passwordHash === NO_PASSWORD)
      throw new Fault(
        "conflict",
        "this is the only way into your account; ask an administrator for a link to set a password first",
      );
    await trx.deleteFrom("userIdentities").where("id", "=", id).execute();
    const now = core.clock.now();
    // Which of them began with it is not known.
    const ended = await endLogins(trx, { userId, now, except: own });
    const before = { issuer: one.issuer, email: one.email };
    const act = { at: now, who: byActor(actor), action: "auth.sso.unlink", target: id };
    await recordAudit(trx, { ...act, before, after: { endedLogins: ended.length } });
    return ended;
  });
  for (const loginId of ended) core.revocations.announce({ userId, loginId });
  core.revocations.announce({ userId, tokenId: id });
}
