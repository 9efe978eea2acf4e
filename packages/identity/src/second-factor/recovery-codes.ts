import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { Secret } from "otpauth";
import { POLICY } from "../policy.ts";
import { hashSecret } from "../secrets.ts";

const { recoveryCodes, recoveryCodeBytes } = POLICY.secondFactor;

/** New codes in place of all that there were, of which only hashes are kept. */
export async function makeRecoveryCodes(trx: Kysely<Database>, userId: string): Promise<string[]> {
  await trx.deleteFrom("recoveryCodes").where("userId", "=", userId).execute();
  const codes = Array.from({ length: recoveryCodes }, () => new Secret({ size: recoveryCodeBytes }).base32.toLowerCase());
  await trx
    .insertInto("recoveryCodes")
    .values(codes.map((code) => ({ userId, codeHash: hashOf(userId, code) })))
    .execute();
  return codes.map((code) => code.replaceAll(/.{4}(?=.)/g, "$&-"));
}

/** Uses it up; `false` when it is none. */
export async function useRecoveryCode(
  trx: Kysely<Database>,
  { userId, code }: { userId: string; code: string },
): Promise<boolean> {
  const used = trx.deleteFrom("recoveryCodes").where("userId", "=", userId).where("codeHash", "=", hashOf(userId, code));
  return (await used.executeTakeFirst()).numDeletedRows === 1n;
}

export async function countRecoveryCodes(db: Kysely<Database>, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom("recoveryCodes")
    .select(({ fn }) => fn.countAll<number | string>().as("count"))
    .where("userId", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function hashOf(userId: string, code: string): string {
  return hashSecret(`${userId} ${code}`);
}
