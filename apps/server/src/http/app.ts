import { createServer, type Server } from "node:http";
import compress from "@fastify/compress";
import { type AppRouter, appRouter, type Context, failureMeta } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { type Logger, messageOf, newId } from "@pilothouse/platform";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { guardRequests } from "./guard.ts";
import { addSecurityHeaders } from "./headers.ts";
import type { Origins } from "./origins.ts";
import type { Tls } from "./tls.ts";

const MAX_BATCH = 32;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than proxies keep a connection, so that they never send a request into one that is just being closed. */
const KEEP_ALIVE_MS = 72_000;

export interface AppOptions {
  readonly origins: Origins;
  readonly trustedProxies: readonly string[];
  /** Whether people come by `https`, be it through a proxy. */
  readonly secure: boolean;
  /** Set when this server speaks TLS itself. */
  readonly tls: Tls | null;
  readonly log: Logger;
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
}

/** HTTP: guards and headers for everything, tRPC at `/trpc`. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { origins, trustedProxies, secure, tls, log, createContext } = options;
  const app = fastify({
    serverFactory: (handler) => bounded(tls ? tls.createServer(handler) : createServer(handler)),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: LIMITS.httpBodyBytes,
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: "idle",
    genReqId: () => newId(),
  });
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
  await addSecurityHeaders(app, secure);
  await app.register(compress, { threshold: 1_024, encodings: ["gzip", "br"] });
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>["trpcOptions"] = {
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: ({ req, res }) => createContext(req, res),
    responseMeta: ({ errors }) => failureMeta(errors),
  };
  await app.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions });
  return app;
}

function bounded(server: Server): Server {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

function statusOf(error: unknown): number {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
}
