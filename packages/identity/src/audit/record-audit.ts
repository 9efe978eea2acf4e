import { type AuditFacts, type AuditResult, LIMITS } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Transaction } from "kysely";
import { canonicalJson, chainHash, NO_HASH } from "./chain.ts";
import type { Who } from "./who.ts";

/** Something that is done and has to be known later. `before` and `after` say nothing secret. */
export interface AuditedAct {
  readonly at: number;
  readonly who: Who;
  /** The procedure's name. */
  readonly action: string;
  readonly target?: string | null;
  readonly result?: AuditResult;
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
}

/**
 * Appends an entry to the audit log, in the transaction of what it tells of: both happen or none does. Call it last, as
 * the next one waits for this transaction.
 */
export async function recordAudit(trx: Transaction<Database>, act: AuditedAct): Promise<void> {
  const last = await trx.selectFrom("auditLog").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: act.at,
    ...act.who,
    action: act.action,
    target: act.target ?? null,
    result: act.result ?? ("ok" as const),
    before: factsJson(act.before),
    after: factsJson(act.after),
  };
  const hash = chainHash(last?.hash ?? NO_HASH, row);
  await trx
    .insertInto("auditLog")
    .values({ ...row, hash })
    .execute();
}

function factsJson(facts: AuditFacts | undefined): string | null {
  if (!facts) return null;
  const bounded = Object.entries(facts).map(([name, value]) => [name, boundedValue(value)]);
  return canonicalJson(Object.fromEntries(bounded));
}

function boundedValue(value: AuditFacts[string]): AuditFacts[string] {
  if (typeof value === "string") return boundedText(value);
  return Array.isArray(value) ? value.slice(0, LIMITS.auditListed).map(boundedText) : value;
}

/** Half a character at a cut has no form in UTF-8. */
function boundedText(text: string): string {
  return text.slice(0, LIMITS.auditTextCharacters).toWellFormed();
}
