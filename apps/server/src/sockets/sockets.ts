import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { appRouter, type Context } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { applyWSSHandler, type CreateWSSContextFnOptions } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import type { Origins } from "../http/origins.ts";
import { CLOSE, type SocketRegistry } from "./registry.ts";
import { sendsParts, sharedEncoder } from "./shared-frames.ts";

const PONG_WAIT_MS = 10_000;
const MAX_FRAGMENTS = 64;
const GRACE_MS = 200;
const CLOSE_MS = 2_000;

export interface SocketsOptions {
  readonly server: Server;
  readonly origins: Origins;
  readonly registry: SocketRegistry;
  /** A socket that is silent for so long is pinged: proxies cut such connections. */
  readonly pingMs: number;
  readonly createContext: (options: CreateWSSContextFnOptions) => Promise<Context>;
}

export interface Sockets {
  /** No new sockets; those that are open are told that the server restarts, and are gone when this resolves. */
  drain(): Promise<void>;
}

/** tRPC over WebSocket at `/trpc`, on the same port as HTTP. */
export function serveSockets({ server, origins, registry, pingMs, createContext }: SocketsOptions): Sockets {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.socketFrameBytes,
    maxFragments: MAX_FRAGMENTS,
    perMessageDeflate: false,
  });
  applyWSSHandler({
    wss,
    router: appRouter,
    createContext,
    experimental_encoder: sharedEncoder,
    keepAlive: { enabled: true, pingMs, pongWaitMs: PONG_WAIT_MS },
    maxBatchSize: LIMITS.socketFrameMessages,
  });
  let draining = false;
  server.on("upgrade", (request, stream, head) => {
    const refusal = draining ? "503 Service Unavailable" : refusalOf(request, origins);
    if (refusal) return refuse(stream, refusal);
    wss.handleUpgrade(request, stream, head, (socket) => {
      registry.expect(socket);
      wss.emit("connection", sendsParts(socket, stream), request);
    });
  });
  const drain = async () => {
    draining = true;
    // What was called just now is answered first, and `health.watch` has told of it.
    await delay(GRACE_MS);
    for (const socket of wss.clients) socket.close(CLOSE.restarting, "the server restarts");
    const deadline = Date.now() + CLOSE_MS;
    while (wss.clients.size > 0 && Date.now() < deadline) await delay(20);
    for (const socket of wss.clients) socket.terminate();
  };
  return { drain };
}

/** A page of another site must not ride on the browser's cookies, so an upgrade with cookies needs our origin. */
function refusalOf({ url = "", headers }: IncomingMessage, origins: Origins): string | null {
  if (url.split("?", 1)[0] !== "/trpc") return "404 Not Found";
  if (!origins.allowsHost(headers.host)) return "421 Misdirected Request";
  const { origin, host, cookie } = headers;
  const foreign = origin === undefined ? cookie !== undefined : !origins.allowsOrigin(origin, host);
  return foreign ? "403 Forbidden" : null;
}

function refuse(stream: Duplex, status: string): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
