import {
  AuditFormat,
  ConversationFormat,
  ExportAudit,
  ExportConversation,
  ExportFormat,
  ExportTerminal,
} from "@pilothouse/contracts";
import type { Audit } from "@pilothouse/identity";
import { Fault } from "@pilothouse/platform";
import type { OpenTerminals } from "@pilothouse/terminals";
import type { OpenTranscripts } from "@pilothouse/transcripts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { answersDownload, type CreateContext } from "./downloads.ts";

interface ExportDeps {
  readonly terminals: Pick<OpenTerminals, "export">;
  readonly conversations: Pick<OpenTranscripts["conversations"], "export">;
  readonly audit: Pick<Audit, "export">;
  readonly createContext: CreateContext;
}

interface ExportRoute {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/**
 * What is too long for a procedure, as files: `GET /api/terminals/:id/export?format=`, a recording, for its owner,
 * `GET /api/conversations/:id/export?format=`, for whoever reads it, and `GET /api/audit/export?format=`, for administrators.
 */
export function addExports(app: FastifyInstance, { terminals, conversations, audit, createContext }: ExportDeps): void {
  app.get<ExportRoute>(
    "/api/terminals/:id/export",
    answersDownload<FastifyRequest<ExportRoute>>(createContext, (actor, { params, query }, signal) =>
      terminals.export(actor, { ...readTerminal({ ...query, id: params.id }), signal }),
    ),
  );
  app.get<ExportRoute>(
    "/api/conversations/:id/export",
    answersDownload<FastifyRequest<ExportRoute>>(createContext, (actor, { params, query }, signal) =>
      conversations.export(actor, { ...readConversation({ ...query, id: params.id }), signal }),
    ),
  );
  app.get<ExportRoute>(
    "/api/audit/export",
    answersDownload<FastifyRequest<ExportRoute>>(createContext, async (actor, { query }, signal) => {
      const wanted = readAudit(query);
      return {
        fileName: `audit.${wanted.format}`,
        contentType: AUDIT_TYPES[wanted.format],
        pieces: await audit.export(actor, wanted, signal),
      };
    }),
  );
}

const AUDIT_TYPES: Readonly<Record<AuditFormat, string>> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
};

function readTerminal(query: Readonly<Record<string, unknown>>): ExportTerminal {
  const input = ExportTerminal.safeParse(query);
  if (input.success) return input.data;
  throw new Fault("invalid", `name a terminal, and one format of ${ExportFormat.options.join(", ")}`);
}

function readConversation({ secrets, ...query }: Readonly<Record<string, unknown>>): ExportConversation {
  const input = ExportConversation.safeParse({ ...query, secrets: secrets === "true" });
  if (input.success) return input.data;
  throw new Fault("invalid", `name a conversation, and one format of ${ConversationFormat.options.join(", ")}`);
}

/** Addresses hold text only. */
function readAudit({ from, to, ...query }: Readonly<Record<string, unknown>>) {
  const times = { ...(from !== undefined && { from: Number(from) }), ...(to !== undefined && { to: Number(to) }) };
  const input = ExportAudit.safeParse({ ...query, ...times });
  if (input.success) return input.data;
  const { format: _, ...filters } = ExportAudit.shape;
  const formats = AuditFormat.options.join(" or ");
  throw new Fault(
    "invalid",
    `filter by ${Object.keys(filters).join(", ")}, with times in milliseconds since 1970; the format is ${formats}`,
  );
}
