import type { AuditResult } from "@pilothouse/contracts";

/** What was done, by whom: rows that are only added to, each with a hash over itself and the one before. */
export interface AuditLogTable {
  /** 1, 2, 3 ... without gaps. */
  seq: number;
  at: number;
  actor: string;
  onBehalfOf: string | null;
  address: string | null;
  requestId: string | null;
  action: string;
  target: string | null;
  result: AuditResult;
  /** Canonical JSON. */
  before: string | null;
  /** Canonical JSON. */
  after: string | null;
  /** SHA-256 over the hash before and this row, hex. */
  hash: string;
}
