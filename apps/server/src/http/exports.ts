import { Readable } from "node:stream";
import type { Context } from "@pilothouse/api";
import { ExportTerminal, type FaultKind } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { OpenTerminals } from "@pilothouse/terminals";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

interface ExportDeps {
  readonly terminals: Pick<OpenTerminals, "export">;
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
}

const STATUS: Partial<Record<FaultKind, number>> = { not_found: 404, unavailable: 503, quota: 429 };

/** `GET /api/terminals/:id/export?format=`: a recording as a file, streamed, for its owner. */
export function addExports(app: FastifyInstance, { terminals, createContext }: ExportDeps): void {
  app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(
    "/api/terminals/:id/export",
    async (request, reply) => {
      const { actor, services, allowance } = await createContext(request, reply);
      if (!actor || !(await services.identity.isActive(actor))) return reply.code(401).send({ error: "sign in first" });
      const input = ExportTerminal.safeParse({ ...request.query, id: request.params.id });
      if (!input.success)
        return reply.code(400).send({ error: "name a terminal, and a format: raw, asciicast-v2 or asciicast-v3" });
      const gone = new AbortController();
      try {
        const over = allowance.take(actor.userId, "streamsPerUser");
        reply.raw.once("close", () => {
          gone.abort();
          over();
        });
        const { fileName, contentType, pieces } = await terminals.export(actor, { ...input.data, signal: gone.signal });
        reply.header("content-disposition", `attachment; filename="${fileName}"`).type(contentType);
        return await reply.send(Readable.from(pieces, { objectMode: false }));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return reply.code(STATUS[error.kind] ?? 500).send({ error: error.message });
      }
    },
  );
}
