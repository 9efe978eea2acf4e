import compress from "@fastify/compress";
import { type AppRouter, appRouter, type Context } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { type Logger, messageOf, newId } from "@pilothouse/platform";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { guardRequests } from "./guard.ts";
import { addSecurityHeaders } from "./headers.ts";
import type { Origins } from "./origins.ts";

const MAX_BATCH = 32;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

export interface AppOptions {
  readonly origins: Origins;
  readonly trustedProxies: readonly string[];
  readonly tls: boolean;
  readonly log: Logger;
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
}

/** HTTP: guards and headers for everything, tRPC at `/trpc`. */
export async function createApp({ origins, trustedProxies, tls, log, createContext }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: LIMITS.httpBodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: "idle",
    genReqId: () => newId(),
  });
  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
  app.addHook("onResponse", async (request, reply) => {
    const url = request.url.split("?", 1)[0];
    log.debug(
      { requestId: request.id, method: request.method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "http",
    );
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error, requestId: request.id }, "request failed");
    return reply.code(status).send({ error: status >= 500 ? `internal error (request ${request.id})` : messageOf(error) });
  });
  guardRequests(app, origins);
  await addSecurityHeaders(app, tls);
  await app.register(compress, { threshold: 1_024, encodings: ["gzip", "br"] });
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>["trpcOptions"] = {
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: ({ req, res }) => createContext(req, res),
  };
  await app.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions });
  return app;
}

function statusOf(error: unknown): number {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
}
