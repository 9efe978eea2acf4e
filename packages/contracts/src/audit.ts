import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";

/** `begun`: written before an act that is not in the database; `failed`, which may follow, says that it did not happen. */
export const AuditResult = z.enum(["ok", "begun", "refused", "failed"]);
export type AuditResult = z.infer<typeof AuditResult>;

/** What of something changed, without anything secret. */
export const AuditFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
export type AuditFacts = z.infer<typeof AuditFacts>;

const Seq = z.number().int().nonnegative();

export const AuditEntry = z.object({
  /** 1, 2, 3 ... without gaps. */
  seq: Seq,
  at: Millis,
  /** `user:<id>`, `token:<id>` for an API token, `system`, or `anonymous`. */
  actor: z.string(),
  /** The user whose rights an API token used. */
  onBehalfOf: Id.nullable(),
  address: z.string().nullable(),
  /** As in the server's log. */
  requestId: z.string().nullable(),
  /** The procedure's name, or what the server did by itself, such as `retention.delete`. */
  action: z.string(),
  /** The id of what it was done to. */
  target: z.string().nullable(),
  result: AuditResult,
  before: AuditFacts.nullable(),
  after: AuditFacts.nullable(),
  /** SHA-256, hex, over the hash of the entry before and the canonical JSON (RFC 8785) of this one. */
  hash: z.string(),
});
export interface AuditEntry extends z.infer<typeof AuditEntry> {}

export const AuditFilter = z.object({
  /** A user's or an API token's id; of a user, what the user's tokens did too. Or who is neither. */
  actor: z.union([Id, z.enum(["system", "anonymous"])]).optional(),
  action: z.string().max(100).optional(),
  target: z.string().max(100).optional(),
  /** At or after this time. */
  from: Millis.optional(),
  /** At or before this time. */
  to: Millis.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** `ndjson`: an entry a line, as `audit.list` has it. `csv`: for spreadsheets (RFC 4180), where no cell begins a formula. */
export const AuditFormat = z.enum(["ndjson", "csv"]);
export type AuditFormat = z.infer<typeof AuditFormat>;

export const ExportAudit = AuditFilter.extend({ format: AuditFormat.default("ndjson") });
export type ExportAudit = z.input<typeof ExportAudit>;

export const ListAudit = AuditFilter.extend({
  /** From the page before; left out: the newest. */
  cursor: Seq.optional(),
  limit: z.number().int().min(1).max(LIMITS.auditPage).default(50),
});
export type ListAudit = z.input<typeof ListAudit>;

/** Newest first. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  /** Asks for what is older; `null`: nothing is. */
  cursor: Seq.nullable(),
});
export interface AuditPage extends z.infer<typeof AuditPage> {}

/** `checkpoint`: a signed end of the log says otherwise; `signature`: a line among them was not signed by this server. */
export const AuditFinding = z.enum(["gap", "changed", "checkpoint", "truncated", "signature"]);
export type AuditFinding = z.infer<typeof AuditFinding>;

export const VerifyAudit = z.object({
  /** Entries up to here were verified before. */
  after: Seq.default(0),
});
export type VerifyAudit = z.input<typeof VerifyAudit>;

export const AuditVerification = z.object({
  /** Everything up to this entry is as it was written. */
  verified: Seq,
  /** The first entry that is not, and why; `null`: all that was looked at is. */
  bad: z.object({ seq: Seq, finding: AuditFinding, message: z.string() }).nullable(),
  /** Ask again with this as `after`; `null`: this was the end, or something is bad. */
  next: Seq.nullable(),
  /** Entries up to here cannot be cut off unseen; `null`: no end was signed yet. */
  signed: Seq.nullable(),
  /** The key of those signatures was lost before this entry: nothing signed vouches for what is older. `null`: never. */
  newKeyAt: Seq.nullable(),
});
export interface AuditVerification extends z.infer<typeof AuditVerification> {}
