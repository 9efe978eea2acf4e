import type { Database } from "@pilothouse/db";
import { Fault, newId } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { POLICY } from "./policy.ts";
import { hashSecret, newSecret } from "./secrets.ts";

type PersonalLinksTable = Database["personalLinks"];
type Kind = PersonalLinksTable["kind"];
type NewLink = Pick<PersonalLinksTable, "kind" | "email" | "role" | "userId"> & { readonly now: number };

const LIFE_MS: Readonly<Record<Kind, number>> = {
  invitation: POLICY.invitationLifeMs,
  registration: POLICY.linkLifeMs,
  reset: POLICY.linkLifeMs,
};

/** Makes a link's secret, of which only the hash is kept. Former links of the same kind for the same address are void. */
export async function makeLink(
  trx: Kysely<Database>,
  { now, ...link }: NewLink,
): Promise<{ id: string; secret: string; expiresAt: number }> {
  await trx.deleteFrom("personalLinks").where("expiresAt", "<=", now).execute();
  await trx.deleteFrom("personalLinks").where("kind", "=", link.kind).where("email", "=", link.email).execute();
  const secret = newSecret();
  const row = { ...link, id: newId(), createdAt: now, expiresAt: now + LIFE_MS[link.kind] };
  await trx
    .insertInto("personalLinks")
    .values({ ...row, secretHash: hashSecret(secret) })
    .execute();
  return { id: row.id, secret, expiresAt: row.expiresAt };
}

/** What a secret leads to. Fault `not_found` for one that was used, has ended or never was. */
export async function findLink(
  db: Kysely<Database>,
  { secret, kinds, now }: { secret: string; kinds: readonly Kind[]; now: number },
): Promise<PersonalLinksTable> {
  const link = await db
    .selectFrom("personalLinks")
    .selectAll()
    .where("secretHash", "=", hashSecret(secret))
    .where("kind", "in", kinds)
    .where("expiresAt", ">", now)
    .executeTakeFirst();
  if (!link) throw noLink();
  return link;
}

/** Uses it up. Fault `not_found` when somebody was faster. */
export async function useLink(trx: Kysely<Database>, id: string): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom("personalLinks").where("id", "=", id).executeTakeFirst();
  if (numDeletedRows !== 1n) throw noLink();
}

/** Links by which a user's password could be set hold no longer. */
export async function voidResets(trx: Kysely<Database>, userId: string): Promise<void> {
  await trx.deleteFrom("personalLinks").where("kind", "=", "reset").where("userId", "=", userId).execute();
}

/**
 * What a former administrator may have handed out lets nobody in: the invitations, of which the audit log knows who made
 * them, and every link for a new password. Who waits for one asks for another.
 */
export async function voidLinksOf(trx: Kysely<Database>, userId: string): Promise<void> {
  const made = await trx
    .selectFrom("auditLog")
    .select("target")
    .where("action", "=", "users.invitations.create")
    .where((row) => row.or([row("actor", "=", `user:${userId}`), row("onBehalfOf", "=", userId)]))
    .execute();
  const ids = made.flatMap(({ target }) => target ?? []);
  await trx
    .deleteFrom("personalLinks")
    .where((row) => row.or([row("kind", "=", "reset"), row("id", "in", ids)]))
    .execute();
}

function noLink(): Fault {
  return new Fault("not_found", "this link was used or has ended; ask for another one");
}
