import type { Database } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { Kysely, Transaction } from "kysely";
import { recordAudit } from "./audit/record-audit.ts";
import { byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { issueTokens } from "./issue-tokens.ts";
import { POLICY } from "./policy.ts";
import { holds } from "./proofs.ts";
import type { RevokedEvent } from "./revocations.ts";
import { hashSecret } from "./secrets.ts";
import { seen, type SignedIn } from "./sign-in.ts";
import { toUser } from "./users.ts";

/**
 * Exchanges a refresh token, which works once, for the next pair. One that comes back used was stolen, or its thief was
 * here first: its login ends. Only the direct predecessor of a token that nobody has used yet is taken again for 10 s,
 * so that two tabs may refresh at once. Fault `unauthenticated` for everything but success.
 */
export async function refresh(core: Core, refreshToken: string, client: Client): Promise<SignedIn> {
  const hash = hashSecret(refreshToken);
  const { signedIn, ended } = await core.db.transaction().execute((trx) => exchange(core, trx, { hash, client }));
  if (signedIn) return signedIn;
  if (ended) {
    core.log.warn(ended, "a used refresh token came back; its login is ended");
    core.revocations.announce(ended);
  }
  throw new Fault("unauthenticated", "this login has ended; sign in again");
}

/** Answers rather than throws, because the end of a login must be committed. */
async function exchange(
  core: Core,
  trx: Transaction<Database>,
  { hash, client }: { hash: string; client: Client },
): Promise<{ signedIn?: SignedIn; ended?: RevokedEvent }> {
  const now = core.clock.now();
  const token = await findToken(trx, hash);
  if (!token || !holds(token, now) || now >= token.issuedAt + POLICY.refreshIdleMs) return {};
  const { loginId, userId, expiresAt } = token;
  if (token.usedAt === null) {
    await use(trx, token, now);
  } else if (!(await maySucceedAgain(trx, hash, now - token.usedAt))) {
    await trx.updateTable("logins").set({ revokedAt: now }).where("id", "=", loginId).execute();
    const facts = { target: loginId, result: "refused", after: { reason: "used before; the login has ended", userId } } as const;
    await recordAudit(trx, { at: now, who: byClient(client), action: "auth.refresh", ...facts });
    return { ended: { userId, loginId } };
  }
  await trx.updateTable("logins").set(seen(client, now)).where("id", "=", loginId).execute();
  const tokens = await issueTokens(core, trx, { login: { id: loginId, userId, role: token.role, expiresAt }, parentHash: hash });
  return { signedIn: { user: toUser(token), ...tokens } };
}

type Presented = NonNullable<Awaited<ReturnType<typeof findToken>>>;

function findToken(trx: Kysely<Database>, tokenHash: string) {
  return trx
    .selectFrom("refreshTokens")
    .innerJoin("logins", "logins.id", "refreshTokens.loginId")
    .innerJoin("users", "users.id", "logins.userId")
    .select(["refreshTokens.tokenHash", "refreshTokens.loginId", "refreshTokens.parentHash", "refreshTokens.issuedAt"])
    .select(["refreshTokens.usedAt", "logins.userId", "logins.expiresAt", "logins.revokedAt"])
    .select(["users.id", "users.email", "users.name", "users.role", "users.disabledAt", "users.createdAt"])
    .where("refreshTokens.tokenHash", "=", tokenHash)
    .executeTakeFirst();
}

async function maySucceedAgain(trx: Kysely<Database>, hash: string, ageMs: number): Promise<boolean> {
  if (Math.abs(ageMs) > POLICY.refreshGraceMs) return false;
  const successors = await trx.selectFrom("refreshTokens").select("usedAt").where("parentHash", "=", hash).execute();
  return successors.length > 0 && successors.every((successor) => successor.usedAt === null);
}

/** Uses up the token, and with it those that were given out in its stead: one line of descent goes on. */
async function use(trx: Kysely<Database>, token: Presented, usedAt: number): Promise<void> {
  await trx
    .updateTable("refreshTokens")
    .set({ usedAt })
    .where((row) =>
      token.parentHash === null
        ? row("tokenHash", "=", token.tokenHash)
        : row.and([row("parentHash", "=", token.parentHash), row("usedAt", "is", null)]),
    )
    .execute();
}
