import { Readable } from "node:stream";
import { type Context, faultBody } from "@pilothouse/api";
import type { FaultKind } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isTooMany } from "./too-many.ts";

export type CreateContext = (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;

/** A file that is made while it is sent. */
interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly pieces: AsyncIterable<Uint8Array | string>;
}

const STATUS: Partial<Record<FaultKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  quota: 429,
  unavailable: 503,
  timeout: 504,
};

/** Answers a signed-in caller with what `open` opens; the signal says that the caller is gone. */
export function answersDownload<Request extends FastifyRequest>(
  createContext: CreateContext,
  open: (actor: Actor, request: Request, signal: AbortSignal) => Promise<Download>,
) {
  return async (request: Request, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const context = await createContext(request, reply);
      if (await isTooMany(context, request, reply)) return reply;
      const { actor, client, services, allowance } = context;
      if (!actor || !(await services.identity.isActive(actor))) throw new Fault("unauthenticated", "sign in first");
      const over = allowance.take(actor.userId, "streamsPerUser");
      const gone = new AbortController();
      const end = () => {
        gone.abort();
        over();
      };
      if (reply.raw.destroyed) end();
      else reply.raw.once("close", end);
      const origin = { address: client.address, requestId: request.id };
      const { fileName, contentType, pieces: all } = await open({ ...actor, origin }, request, gone.signal);
      const pieces = whileTrue(all, () => services.identity.isActive(actor));
      reply.header("content-disposition", `attachment; filename="${fileName}"`).header("cache-control", "no-store");
      return await reply.type(contentType).send(Readable.from(pieces, { objectMode: false }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return reply.code(STATUS[error.kind] ?? 500).send({ error: error.message, fault: faultBody(error, request.id) });
    }
  };
}

/** Whoever is signed out gets no more of it: the connection is cut. */
async function* whileTrue<Piece>(pieces: AsyncIterable<Piece>, holds: () => Promise<boolean>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    if (!(await holds())) throw new Fault("unauthenticated", "this login has ended");
    yield piece;
  }
}
