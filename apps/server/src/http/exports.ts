import { Readable } from "node:stream";
import { type Context, faultBody } from "@pilothouse/api";
import { ExportFormat, ExportTerminal, type FaultKind } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { OpenTerminals } from "@pilothouse/terminals";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

interface ExportDeps {
  readonly terminals: Pick<OpenTerminals, "export">;
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
}

interface ExportRoute {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

const STATUS: Partial<Record<FaultKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  not_found: 404,
  quota: 429,
  unavailable: 503,
};

/** `GET /api/terminals/:id/export?format=`: a recording as a file, streamed, for its owner. */
export function addExports(app: FastifyInstance, { terminals, createContext }: ExportDeps): void {
  app.get<ExportRoute>("/api/terminals/:id/export", async (request, reply) => {
    try {
      const { actor, services, allowance } = await createContext(request, reply);
      if (!actor || !(await services.identity.isActive(actor))) throw new Fault("unauthenticated", "sign in first");
      const input = readInput({ ...request.query, id: request.params.id });
      const over = allowance.take(actor.userId, "streamsPerUser");
      const gone = new AbortController();
      reply.raw.once("close", () => {
        gone.abort();
        over();
      });
      const { fileName, contentType, pieces } = await terminals.export(actor, { ...input, signal: gone.signal });
      reply.header("content-disposition", `attachment; filename="${fileName}"`).header("cache-control", "no-store");
      return await reply.type(contentType).send(Readable.from(pieces, { objectMode: false }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return reply.code(STATUS[error.kind] ?? 500).send({ error: error.message, fault: faultBody(error, request.id) });
    }
  });
}

function readInput(query: Readonly<Record<string, unknown>>): ExportTerminal {
  const input = ExportTerminal.safeParse(query);
  if (input.success) return input.data;
  throw new Fault("invalid", `name a terminal, and one format of ${ExportFormat.options.join(", ")}`);
}
