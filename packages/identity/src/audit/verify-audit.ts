import { setImmediate } from "node:timers/promises";
import { type AuditFinding, type AuditVerification, LIMITS } from "@pilothouse/contracts";
import { type AuditLogTable, type Database, SIGNED_ENDS } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { chainHash, NO_HASH } from "./chain.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { SYSTEM } from "./who.ts";

/** So many entries take a few milliseconds; then others have their turn. */
const PIECE = 100;

interface VerifyDeps {
  readonly db: Kysely<Database>;
  readonly checkpoints: Pick<Checkpoints, "read">;
}

/** The entry that says that the key which signs the log's ends was lost. */
export const NEW_KEY = "audit.newKey";

type Bad = NonNullable<AuditVerification["bad"]>;

/**
 * Looks whether the entries behind `after` are as they were written, and whether the log goes as far as it was signed.
 * Answers after so many of them; `next` says where to go on.
 */
export async function verifyAudit(
  { db, checkpoints }: VerifyDeps,
  after: number,
  most: number = LIMITS.auditVerified,
): Promise<AuditVerification> {
  const { checkpoints: signed, badLine } = await checkpoints.read();
  const ends = Map.groupBy(signed, ({ seq }) => seq);
  const newKeyAt = await newestKey(db);
  const furthest = signed.reduce<number | null>((seq, end) => Math.max(seq ?? 0, end.seq), null);
  let seq = after;
  const answer = (bad: Bad | null, next: number | null): AuditVerification => ({
    verified: seq,
    bad,
    next,
    signed: furthest,
    newKeyAt,
  });

  if (badLine !== null) {
    const message = `line ${badLine} of ${SIGNED_ENDS} was not signed by this server`;
    return answer(finding(signed.at(-1)?.seq ?? 0, "signature", message), null);
  }
  let hash = after === 0 ? NO_HASH : await hashOf(db, after);
  while (hash !== null && seq - after < most) {
    const rows = await read(db, seq);
    for (const row of rows) {
      const bad = judge(row, { seq, hash }) ?? contradiction(row, ends.get(row.seq));
      if (bad) return answer(bad, null);
      ({ seq, hash } = row);
    }
    if (rows.length < PIECE) {
      const cut = furthest !== null && furthest > seq;
      return answer(cut ? finding(seq + 1, "truncated", `entries up to ${furthest} were signed and are gone`) : null, null);
    }
    await setImmediate();
  }
  if (hash === null) return answer(finding(after, "truncated", `there is no entry ${after}`), null);
  return answer(null, seq);
}

function judge(row: AuditLogTable, before: { readonly seq: number; readonly hash: string }): Bad | null {
  const expected = before.seq + 1;
  if (row.seq !== expected) return finding(expected, "gap", `entry ${expected} is missing`);
  const { hash, ...rest } = row;
  if (chainHash(before.hash, rest) === hash) return null;
  return finding(row.seq, "changed", `entry ${row.seq}, or the hash of the one before, was changed`);
}

function contradiction({ seq, hash }: AuditLogTable, ends: readonly { readonly hash: string }[] = []): Bad | null {
  if (ends.every((end) => end.hash === hash)) return null;
  return finding(seq, "checkpoint", `entry ${seq} is not the one that was signed`);
}

function finding(seq: number, kind: AuditFinding, message: string): Bad {
  return { seq, finding: kind, message };
}

async function hashOf(db: Kysely<Database>, seq: number): Promise<string | null> {
  const row = await db.selectFrom("auditLog").select("hash").where("seq", "=", seq).executeTakeFirst();
  return row?.hash ?? null;
}

async function newestKey(db: Kysely<Database>): Promise<number | null> {
  const entries = db.selectFrom("auditLog").select("seq").where("action", "=", NEW_KEY).where("actor", "=", SYSTEM.actor);
  return (await entries.orderBy("seq", "desc").limit(1).executeTakeFirst())?.seq ?? null;
}

function read(db: Kysely<Database>, after: number): Promise<AuditLogTable[]> {
  return db.selectFrom("auditLog").selectAll().where("seq", ">", after).orderBy("seq").limit(PIECE).execute();
}
