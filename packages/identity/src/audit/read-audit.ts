import {
  type AuditEntry,
  AuditFacts,
  type AuditFilter,
  type AuditFormat,
  type AuditPage,
  ListAudit,
} from "@pilothouse/contracts";
import type { AuditLogTable, Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { CSV_HEAD, csvLine } from "./csv-line.ts";

/** Newest first, page by page. */
export async function listAudit(db: Kysely<Database>, query: ListAudit): Promise<AuditPage> {
  const { cursor, limit, ...filter } = ListAudit.parse(query);
  const from = cursor === undefined ? matching(db, filter) : matching(db, filter).where("seq", "<", cursor);
  const rows = await from
    .orderBy("seq", "desc")
    .limit(limit + 1)
    .execute();
  const entries = rows.slice(0, limit).map(toEntry);
  return { entries, cursor: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

const PIECE = 500;

const LINE_OF: Readonly<Record<AuditFormat, (entry: AuditEntry) => string>> = {
  ndjson: (entry) => `${JSON.stringify(entry)}\n`,
  csv: csvLine,
};

interface Export {
  readonly filter: AuditFilter;
  readonly format: AuditFormat;
  readonly signal: AbortSignal;
}

/** All entries that match, oldest first, each a line; read as fast as it is taken. */
export async function* exportAudit(db: Kysely<Database>, { filter, format, signal }: Export): AsyncGenerator<string> {
  if (format === "csv") yield CSV_HEAD;
  for (let last = 0; !signal.aborted;) {
    const rows = await matching(db, filter).where("seq", ">", last).orderBy("seq").limit(PIECE).execute();
    yield rows.map((row) => LINE_OF[format](toEntry(row))).join("");
    if (rows.length < PIECE) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

function matching(db: Kysely<Database>, { actor, action, target, from, to }: AuditFilter) {
  let rows = db.selectFrom("auditLog").selectAll();
  if (actor !== undefined)
    rows = rows.where((row) =>
      row.or([row("actor", "in", [actor, `user:${actor}`, `token:${actor}`]), row("onBehalfOf", "=", actor)]),
    );
  if (action !== undefined) rows = rows.where("action", "=", action);
  if (target !== undefined) rows = rows.where("target", "=", target);
  if (from !== undefined) rows = rows.where("at", ">=", from);
  if (to !== undefined) rows = rows.where("at", "<=", to);
  return rows;
}

function toEntry({ before, after, ...row }: AuditLogTable): AuditEntry {
  return { ...row, before: factsOf(before), after: factsOf(after) };
}

function factsOf(json: string | null): AuditFacts | null {
  if (json === null) return null;
  // What somebody wrote over is shown as far as it can be: finding it is the business of `audit.verify`.
  const facts = AuditFacts.safeParse(parse(json));
  return facts.success ? facts.data : { unreadable: json.slice(0, 200) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
