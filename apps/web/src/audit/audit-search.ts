import type { AuditFilter } from "@pilothouse/contracts";
import { dayStart } from "../time/day-start.ts";

/** Filters of the audit log, and the entry that is open, as the URL keeps them. Days are the viewer's. */
export interface AuditSearch {
  actor?: string;
  action?: string;
  target?: string;
  /** Such as `2026-01-31`. */
  from?: string;
  to?: string;
  entry?: number;
}

const WORDS = ["actor", "action", "target"] as const;
const DAYS = ["from", "to"] as const;

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const found: AuditSearch = {};
  for (const name of WORDS) {
    const word = search[name];
    if ((typeof word === "string" || typeof word === "number") && word !== "") found[name] = String(word);
  }
  for (const name of DAYS) {
    const day = search[name];
    if (typeof day === "string" && dayStart(day) !== null) found[name] = day;
  }
  const entry = search["entry"];
  if (typeof entry === "number" && Number.isSafeInteger(entry) && entry > 0) found.entry = entry;
  return found;
}

/** What the server is asked for. */
export function filterOf({ actor, action, target, from, to }: AuditSearch): AuditFilter {
  const begin = from === undefined ? null : dayStart(from);
  const end = to === undefined ? null : dayStart(to, 1);
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(target !== undefined && { target }),
    ...(begin !== null && { from: begin }),
    ...(end !== null && { to: end - 1 }),
  };
}

/** The address of the file that has what these filters let through. */
export function exportAddress(search: AuditSearch, format: "ndjson" | "csv"): string {
  const given = Object.entries(filterOf(search)).map(([name, value]) => [name, String(value)]);
  return `/api/audit/export?${new URLSearchParams([["format", format], ...given]).toString()}`;
}
