import type { AuditPage, AuditVerification, ExportAudit, ListAudit, VerifyAudit } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** What was done, by whom and from where. For administrators; everyone else is answered with `forbidden`. */
export interface Audit {
  /** Newest first, page by page. */
  list(query?: ListAudit, options?: CallOptions): Promise<AuditPage>;
  /** Whether the log is as it was written: call it again with the answer's `next` as `after` until that is `null`. */
  verify(query?: VerifyAudit, options?: CallOptions): Promise<AuditVerification>;
  /** Lines of JSON, or a table for spreadsheets, oldest first, as the bytes of a file; read as fast as the loop takes it. */
  export(query?: ExportAudit, options?: CallOptions): AsyncIterable<Uint8Array>;
}

export function auditResource(caller: Caller): Audit {
  return {
    list: (query = {}, options) => caller.query((api, call) => api.audit.list.query(query, call), options),
    verify: (query = {}, options) => caller.query((api, call) => api.audit.verify.query(query, call), options),
    export: (query = {}, options) => caller.download(`api/audit/export${queryOf(query)}`, options),
  };
}

function queryOf(query: ExportAudit): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
