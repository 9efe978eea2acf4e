import type { Database } from "@pilothouse/db";
import { Fault, networkOf } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { Core } from "./core.ts";
import { POLICY } from "./policy.ts";
import { hashSecret } from "./secrets.ts";

const { freeFailures, windowMs, firstDelayMs, longestDelayMs } = POLICY.throttle;

const REFUSAL = "too many failed sign-ins; wait a little";

/** One try to sign in. It counts as failed from its start, so that a hundred at once do not slip through together. */
export interface Attempt {
  /** Clears the account's failures, and this one of the address. */
  succeeded(): Promise<void>;
  /** As if it had not been: nobody looked at the password. */
  takeBack(): Promise<void>;
}

/**
 * Counts a try for the account and for the network it comes from. Fault `quota` with `retryAfterMs` while either has
 * to wait: after 5 failures, for a time that doubles with each further one up to a quarter of an hour. Networks from which
 * the user has signed in count by themselves.
 */
export async function beginAttempt(
  { db, clock }: Pick<Core, "db" | "clock">,
  from: { email: string; address: string },
): Promise<Attempt> {
  // Hashed, because people type passwords into the wrong field.
  const network = networkOf(from.address);
  const known = (await hasSignedIn(db, from.email, network)) ? `:${network}` : "";
  const account = `account:${hashSecret(from.email)}${known}`;
  const address = `address:${network}`;
  await countAll({ db, clock }, [account, address], REFUSAL);
  return {
    async succeeded() {
      await db.deleteFrom("loginThrottle").where("key", "=", account).execute();
      await forgive(db, address);
    },
    async takeBack() {
      await forgive(db, account);
      await forgive(db, address);
    },
  };
}

/**
 * Counts a try to come in by a provider's word, for the network it comes from alone: only the provider knows whom it is
 * about. Fault `quota` like that of `beginAttempt`.
 */
export async function beginExchange({ db, clock }: Pick<Core, "db" | "clock">, address: string): Promise<() => Promise<void>> {
  const key = `address:${networkOf(address)}`;
  await countAll({ db, clock }, [key], REFUSAL);
  return () => forgive(db, key);
}

/** Whether this user has a login from there: what strangers try elsewhere must not keep the owner out. */
async function hasSignedIn(db: Kysely<Database>, email: string, network: string): Promise<boolean> {
  const logins = await db
    .selectFrom("logins")
    .innerJoin("users", "users.id", "logins.userId")
    .select("logins.address")
    .where("users.email", "=", email)
    .execute();
  return logins.some(({ address }) => networkOf(address) === network);
}

/**
 * Counts that a mail was asked for, for this address and from this network, apart from the tries to sign in. Fault
 * `quota` with `retryAfterMs` after 5 of them, like those.
 */
export async function countRequest(
  { db, clock }: Pick<Core, "db" | "clock">,
  from: { email: string; address: string },
): Promise<void> {
  const keys = [`mail:${hashSecret(from.email)}`, `mail-from:${networkOf(from.address)}`];
  await countAll({ db, clock }, keys, "too many mails were asked for; wait a little");
}

async function countAll({ db, clock }: Pick<Core, "db" | "clock">, keys: readonly string[], refusal: string): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("loginThrottle").where("forgetAt", "<=", now).execute();
    const rows = await trx.selectFrom("loginThrottle").selectAll().where("key", "in", keys).execute();
    const waits = rows.map((row) => row.blockedUntil - now);
    // Longer than the longest delay: the clock was set back, and nobody waits for that.
    const wait = Math.max(0, ...waits.filter((ms) => ms <= longestDelayMs));
    if (wait > 0) throw new Fault("quota", refusal, { retryAfterMs: wait });
    for (const key of keys) {
      await count(trx, { key, failures: 1 + (rows.find((row) => row.key === key)?.failures ?? 0), now });
    }
  });
}

async function count(db: Kysely<Database>, { key, failures, now }: { key: string; failures: number; now: number }) {
  const delay = failures < freeFailures ? 0 : Math.min(firstDelayMs * 2 ** (failures - freeFailures), longestDelayMs);
  const row = { failures, blockedUntil: now + delay, forgetAt: now + delay + windowMs };
  await db
    .insertInto("loginThrottle")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

async function forgive(db: Kysely<Database>, key: string): Promise<void> {
  await db
    .updateTable("loginThrottle")
    .set((row) => ({ failures: row("failures", "-", 1), blockedUntil: 0 }))
    .where("key", "=", key)
    .where("failures", ">", 0)
    .execute();
}
