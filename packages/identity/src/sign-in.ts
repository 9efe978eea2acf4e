import type { TokenPair, User } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { Fault, newId } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "./audit/record-audit.ts";
import { byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { issueTokens } from "./issue-tokens.ts";
import { POLICY } from "./policy.ts";
import { toUser } from "./users.ts";

export interface SignedIn {
  readonly user: User;
  readonly tokens: TokenPair;
  /** Milliseconds since 1970, as is the next. */
  readonly accessExpiresAt: number;
  readonly refreshExpiresAt: number;
}

interface Proven {
  readonly id: string;
  /** Of the password that was right; left out when a provider vouches for the user. */
  readonly passwordHash?: string;
  readonly lifeMs?: number;
}

const USER_AGENT_LENGTH = 300;

/**
 * Starts a login of a user whose identity is proven, by this password or by a provider. Fault `unauthenticated` when the
 * user was disabled or has another password meanwhile.
 */
export async function signIn(
  core: Pick<Core, "db" | "clock" | "accessTokens" | "revocations">,
  { id: userId, passwordHash, lifeMs = POLICY.loginLifeMs }: Proven,
  client: Client,
): Promise<SignedIn> {
  const now = core.clock.now();
  const { signedIn, ended } = await core.db.transaction().execute(async (trx) => {
    const user = await trx.selectFrom("users").selectAll().where("id", "=", userId).executeTakeFirst();
    if (!user || user.disabledAt !== null) throw new Fault("unauthenticated", "this account cannot sign in");
    // A new password has ended every login of before, and with them the one that was about to begin.
    if (passwordHash !== undefined && user.passwordHash !== passwordHash)
      throw new Fault("unauthenticated", "the password was changed meanwhile; sign in again");
    await trx.deleteFrom("logins").where("expiresAt", "<=", now).execute();
    const ended = await makeRoom(trx, userId);
    const login = { id: newId(), userId, expiresAt: now + lifeMs };
    await trx
      .insertInto("logins")
      .values({ ...login, ...seen(client, now), createdAt: now, revokedAt: null })
      .execute();
    const tokens = await issueTokens(core, trx, { login: { ...login, role: user.role }, parentHash: null });
    await recordAudit(trx, { at: now, who: byClient(client, userId), action: "auth.login", target: login.id });
    return { signedIn: { user: toUser(user), ...tokens }, ended };
  });
  for (const loginId of ended) core.revocations.announce({ userId, loginId });
  return signedIn;
}

/** What a login remembers of whoever uses it. */
export function seen(client: Client, now: number): { address: string; userAgent: string; lastSeenAt: number } {
  return { address: client.address, userAgent: client.userAgent.slice(0, USER_AGENT_LENGTH), lastSeenAt: now };
}

async function makeRoom(trx: Kysely<Database>, userId: string): Promise<string[]> {
  const surplus = await trx
    .selectFrom("logins")
    .select("id")
    .where("userId", "=", userId)
    .orderBy("lastSeenAt", "desc")
    .orderBy("id", "desc")
    .limit(POLICY.loginsPerUser)
    .offset(POLICY.loginsPerUser - 1)
    .execute();
  const ids = surplus.map((login) => login.id);
  if (ids.length > 0) await trx.deleteFrom("logins").where("id", "in", ids).execute();
  return ids;
}
