import type { Allowance, Context, Rates, Services } from "@pilothouse/api";
import type { Actor, Guest, Logger } from "@pilothouse/platform";
import type { CreateWSSContextFnOptions } from "@trpc/server/adapters/ws";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyReply, FastifyRequest } from "fastify";
import { browserCookies, type CookieNames, readCookie } from "./http/cookies.ts";
import { countSocket } from "./sockets/count-socket.ts";
import { socketGate } from "./sockets/gate.ts";
import type { SocketRegistry } from "./sockets/registry.ts";

export interface ContextDeps {
  readonly services: Services;
  readonly authenticate: (bearer: string) => Promise<Actor | null>;
  /** Who came by this share ticket; `null` when it is none. */
  readonly guestOf: (ticket: string) => Guest | null;
  readonly registry: SocketRegistry;
  readonly allowance: Allowance;
  readonly rates: Rates;
  /** Known once the port is. */
  readonly cookies: () => CookieNames;
  readonly trustedProxies: readonly string[];
  readonly log: Logger;
}

const MAX_AGENT_LENGTH = 300;

function bearerOf(header: string | undefined): string | null {
  return /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(header ?? "")?.[1] ?? null;
}

function agentOf(header: string | undefined): string {
  return (header ?? "").slice(0, MAX_AGENT_LENGTH);
}

/** Who is behind one HTTP request: whoever has its bearer token or share ticket if it brings one, else the browser's cookie. */
export async function httpContext(deps: ContextDeps, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const { authorization, cookie, origin, "user-agent": agent, "idempotency-key": requestKey } = request.headers;
  const names = deps.cookies();
  const token = authorization === undefined ? readCookie(cookie, names.access) : bearerOf(authorization);
  const guest = token === null ? null : deps.guestOf(token);
  return {
    actor: token === null || guest ? null : await deps.authenticate(token),
    guest,
    // That it is one of ours, the guard has made sure of.
    client: { address: request.ip, userAgent: agentOf(agent), ...(origin !== undefined && { origin }) },
    requestKey: typeof requestKey === "string" ? requestKey : null,
    services: deps.services,
    log: deps.log,
    cookies: browserCookies(names, cookie, (value) => void reply.header("set-cookie", value)),
    gate: null,
    allowance: deps.allowance,
    rates: deps.rates,
  };
}

/** Who is behind one socket. It is admitted once; when its proof ends it is closed and comes back with a new one. */
export async function socketContext(deps: ContextDeps, { req, res: socket, info }: CreateWSSContextFnOptions): Promise<Context> {
  const token = info.connectionParams?.["token"] ?? readCookie(req.headers.cookie, deps.cookies().access);
  const guest = token ? deps.guestOf(token) : null;
  const actor = token && !guest ? await deps.authenticate(token) : null;
  const known = guest?.shareId ?? actor?.userId;
  if (known !== undefined) await countSocket(deps.rates, socket, known);
  if (guest) deps.registry.admit(socket, { userId: guest.shareId, via: { kind: "share" }, expiresAt: guest.expiresAt });
  else if (actor) deps.registry.admit(socket, actor);
  return {
    actor,
    guest,
    client: { address: proxyAddr(req, [...deps.trustedProxies]), userAgent: agentOf(req.headers["user-agent"]) },
    requestKey: null,
    services: deps.services,
    log: deps.log,
    cookies: null,
    gate: socketGate(socket),
    allowance: deps.allowance,
    rates: deps.rates,
  };
}
