import type { AuditEntry, AuditFacts, AuditFormat, AuditVerification, Client, ListAudit } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { plain, print, writeOut } from "../output.ts";
import { connect } from "../session/connect.ts";

export const AUDIT_FORMATS: readonly AuditFormat[] = ["ndjson", "csv"];

export type AuditFilters = Pick<ListAudit, "actor" | "action" | "target" | "from" | "to">;

export interface AuditOptions extends AuditFilters {
  readonly limit: number;
  readonly json?: boolean;
}

/** Lists what was done, newest first. */
export async function listAudit(environment: Environment, { limit, json = false, ...filter }: AuditOptions): Promise<void> {
  const { client } = await connect(environment);
  for (let left = limit, cursor: number | undefined; left > 0;) {
    const page = await client.audit.list({ ...filter, limit: Math.min(left, 200), ...(cursor !== undefined && { cursor }) });
    for (const entry of page.entries) print(json ? JSON.stringify(entry) : lineOf(entry));
    if (page.cursor === null) return;
    left -= page.entries.length;
    cursor = page.cursor;
  }
}

function lineOf({ seq, at, actor, address, action, target, result, before, after }: AuditEntry): string {
  const change = [before && `was ${factsOf(before)}`, after && factsOf(after)].filter(Boolean).join(", ");
  const parts = [`#${seq}`, new Date(at).toISOString(), action, result, actor, address ?? "-", target ?? "-", change];
  return plain(parts.join("  ").trimEnd());
}

function factsOf(facts: AuditFacts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(" ");
}

/** Says whether the log is as it was written; one that is not ends with an exit code of its own. */
export async function verifyAudit(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  const { verified, bad, signed, newKeyAt } = await verifyAll(client);
  if (bad) throw new CommandFailure(`entry ${bad.seq} is bad: ${plain(bad.message)}; everything before it is as it was written`);
  print(`All ${verified} entries are as they were written; up to ${signed ?? 0} the end is signed.`);
  if (newKeyAt !== null) print(`The key that signs was lost before entry ${newKeyAt}: no signature vouches for what is older.`);
}

async function verifyAll(client: Client): Promise<AuditVerification> {
  for (let after = 0; ;) {
    const answer = await client.audit.verify({ after });
    if (answer.next === null) return answer;
    after = answer.next;
  }
}

/** Writes what matches to standard output, oldest first, a line for each entry. */
export async function exportAudit(
  environment: Environment,
  query: AuditFilters & { readonly format: AuditFormat },
): Promise<void> {
  const { client } = await connect(environment);
  for await (const piece of client.audit.export(query)) await writeOut(piece);
}
