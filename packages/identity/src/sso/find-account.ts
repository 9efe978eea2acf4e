import type { Role } from "@pilothouse/contracts";
import { LIMITS } from "@pilothouse/contracts";
import type { Database, UserIdentitiesTable, UsersTable } from "@pilothouse/db";
import { newId } from "@pilothouse/platform";
import type { Transaction } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { byClient } from "../audit/who.ts";
import type { Client } from "../core.ts";
import { NO_PASSWORD } from "../password-hasher.ts";
import { anyUserExists, insertUser } from "../users.ts";
import { admittedAs } from "./admission.ts";
import type { SsoPerson } from "./claims.ts";
import { giveRole } from "./give-role.ts";
import type { AccountPolicy } from "./provider.ts";
import { SsoRefusal } from "./refusal.ts";

export interface Arrival {
  readonly person: SsoPerson;
  readonly policy: AccountPolicy;
  readonly client: Client;
  readonly now: number;
}

/** Who has come, and whether a role of before is another one now. */
export interface Account {
  readonly userId: string;
  readonly identityId: string;
  readonly role: Role;
  readonly roleChanged: boolean;
}

/**
 * The account of somebody whom a provider vouches for: by who they are there, which is never an e-mail address. Who is
 * new is connected or gets one as far as the policy allows. Throws an `SsoRefusal` for everybody else.
 */
export async function findAccount(trx: Transaction<Database>, arrival: Arrival): Promise<Account> {
  const { person, policy, client, now } = arrival;
  const role = admittedAs(policy, person);
  const known = await findIdentity(trx, person);
  const identity = known ?? (await admitNew(trx, arrival, role));
  const user = await trx.selectFrom("users").selectAll().where("id", "=", identity.userId).executeTakeFirstOrThrow();
  if (user.disabledAt !== null) throw new SsoRefusal("disabled");
  // A token of before would otherwise give a role back that was taken away since.
  const decides = role !== null && person.vouchedAt >= identity.roleAt;
  const seen = { email: person.email, lastUsedAt: now, ...(decides && { roleAt: person.vouchedAt }) };
  await trx.updateTable("userIdentities").set(seen).where("id", "=", identity.id).execute();
  const roleChanged = decides && (await giveRole(trx, { user, role, who: byClient(client, user.id), now }));
  return { userId: user.id, identityId: identity.id, role: roleChanged ? role : user.role, roleChanged };
}

type Known = Pick<UserIdentitiesTable, "id" | "userId" | "roleAt">;

export function findIdentity(trx: Transaction<Database>, { issuer, subject }: Pick<SsoPerson, "issuer" | "subject">) {
  const same = trx.selectFrom("userIdentities").select(["id", "userId", "roleAt"]).where("issuer", "=", issuer);
  return same.where("subject", "=", subject).executeTakeFirst();
}

async function admitNew(trx: Transaction<Database>, arrival: Arrival, role: Role | null): Promise<Known> {
  const { person, policy } = arrival;
  if (!(await anyUserExists(trx))) throw new SsoRefusal("no_setup");
  if (!policy.createAccounts && !policy.linkByEmail) throw new SsoRefusal("no_account");
  // Before any account is looked at: what the provider does not vouch for must not even tell who has one.
  if (person.email === null || !person.emailVerified) throw new SsoRefusal("unverified");
  const user = await trx.selectFrom("users").selectAll().where("email", "=", person.email).executeTakeFirst();
  if (user) return connectByEmail(trx, arrival, user);
  if (!policy.createAccounts) throw new SsoRefusal("no_account");
  return createAccount(trx, { ...arrival, email: person.email, role: role ?? "member" });
}

async function connectByEmail(trx: Transaction<Database>, arrival: Arrival, user: UsersTable) {
  const { person, policy, client, now } = arrival;
  if (!policy.linkByEmail) throw new SsoRefusal("not_connected");
  if (user.disabledAt !== null) throw new SsoRefusal("disabled");
  const others = trx.selectFrom("userIdentities").select("id").where("userId", "=", user.id).where("issuer", "=", person.issuer);
  // The address has passed to somebody else at the provider.
  if (await others.limit(1).executeTakeFirst()) throw new SsoRefusal("not_connected");
  const connected = await connect(trx, { userId: user.id, person, now });
  const after = { issuer: person.issuer, email: person.email, by: "its verified e-mail address" };
  await recordAudit(trx, { at: now, who: byClient(client, user.id), action: "auth.sso.link", target: user.id, after });
  return connected;
}

async function createAccount(trx: Transaction<Database>, arrival: Arrival & { readonly email: string; readonly role: Role }) {
  const { person, email, role, client, now } = arrival;
  const name = person.name ?? email.slice(0, email.indexOf("@"));
  const user = await insertUser(trx, { email, name, role, passwordHash: NO_PASSWORD, createdAt: now });
  const connected = await connect(trx, { userId: user.id, person, now });
  const after = { email, role, issuer: person.issuer };
  await recordAudit(trx, { at: now, who: byClient(client, user.id), action: "auth.register", target: user.id, after });
  return connected;
}

/** Writes down that this person is this user. An `SsoRefusal` when one user has too many such. */
export async function connect(
  trx: Transaction<Database>,
  { userId, person, now }: { readonly userId: string; readonly person: SsoPerson; readonly now: number },
): Promise<Known> {
  const mine = await trx.selectFrom("userIdentities").select("id").where("userId", "=", userId).execute();
  if (mine.length >= LIMITS.ssoIdentitiesPerUser) throw new SsoRefusal("not_allowed", "too many connected sign-ins");
  const { issuer, subject, email } = person;
  const row = { id: newId(), userId, issuer, subject, email, createdAt: now, lastUsedAt: now, roleAt: 0 };
  await trx.insertInto("userIdentities").values(row).execute();
  return row;
}
