import type { CreateApiToken, CreatedApiToken, TokenScope } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, Fault, includes, newId } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import { hintOf, newApiTokenSecret } from "./api-token-secret.ts";
import type { Core } from "./core.ts";
import { NO_PASSWORD } from "./password-hasher.ts";
import { POLICY } from "./policy.ts";
import { mustStillHold } from "./proofs.ts";
import { hashSecret } from "./secrets.ts";

const DAY_MS = 86_400_000;

/**
 * Makes an API token of the actor's own; its secret is in this answer and nowhere else. Fault `forbidden` when an API
 * token asks and for a scope beyond the actor's role, `invalid` for a longer life than that of an account without a password, `quota` with the limit when there are too many.
 */
export async function createToken(
  { db, clock }: Pick<Core, "db" | "clock">,
  actor: Actor,
  input: CreateApiToken,
): Promise<CreatedApiToken> {
  if (actor.via.kind !== "login") throw new Fault("forbidden", "an API token cannot make API tokens; sign in with a password");
  const scope = input.scope ?? "write";
  refuseWider(actor, scope);
  const secret = newApiTokenSecret();
  const createdAt = clock.now();
  const days = await daysOf(db, actor.userId, input.expiresInDays);
  const expiresAt = days === null ? null : createdAt + days * DAY_MS;
  const token = { id: newId(), name: input.name, scope, hint: hintOf(secret), createdAt, expiresAt, lastUsedAt: null };
  await db.transaction().execute(async (trx) => {
    await mustStillHold(trx, actor, createdAt);
    await forgetEnded(trx, actor.userId, createdAt - POLICY.endedTokensKeptMs);
    await refuseTooMany(trx, actor.userId);
    const row = { ...token, userId: actor.userId, tokenHash: hashSecret(secret), revokedAt: null };
    await trx.insertInto("apiTokens").values(row).execute();
    const after = { name: token.name, scope, hint: token.hint, expiresAt };
    await recordAudit(trx, { at: createdAt, who: byActor(actor), action: "tokens.create", target: token.id, after });
  });
  return { token, secret };
}

/** A token that could do nothing of what it is called would only be found out when it is used. */
function refuseWider({ role }: Actor, scope: TokenScope): void {
  const least = { read: "viewer", write: "member", admin: "admin" } as const;
  if (!includes(role, least[scope]))
    throw new Fault("forbidden", `your role is ${role}, so your API tokens cannot have the scope ${scope}`);
}

/** Whom a provider alone vouches for, it may have put out since: their tokens end, as their logins do. */
async function daysOf(db: Kysely<Database>, userId: string, wished: number | undefined): Promise<number | null> {
  const user = await db.selectFrom("users").select("passwordHash").where("id", "=", userId).executeTakeFirst();
  if (user?.passwordHash !== NO_PASSWORD) return wished ?? null;
  const limit = POLICY.ssoTokenDays;
  if (wished !== undefined && wished > limit)
    throw new Fault("invalid", `your account has no password, so its API tokens hold for ${limit} days at most`, { limit });
  return wished ?? limit;
}

async function forgetEnded(trx: Kysely<Database>, userId: string, before: number): Promise<void> {
  await trx
    .deleteFrom("apiTokens")
    .where("userId", "=", userId)
    .where((row) => row.or([row("revokedAt", "<", before), row("expiresAt", "<", before)]))
    .execute();
}

async function refuseTooMany(trx: Kysely<Database>, userId: string): Promise<void> {
  const limit = POLICY.apiTokensPerUser;
  const { count } = await trx
    .selectFrom("apiTokens")
    .select(({ fn }) => fn.countAll<number | string>().as("count"))
    .where("userId", "=", userId)
    .where("revokedAt", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= limit) throw new Fault("quota", `a user has at most ${limit} API tokens; revoke one first`, { limit });
}
