import type { Allowance, ClientOrigin, Context, Rates, Services } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault, type Guest, type Logger } from "@pilothouse/platform";
import type { CreateWSSContextFnOptions } from "@trpc/server/adapters/ws";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyReply, FastifyRequest } from "fastify";
import { browserCookies, type CookieNames, readCookie } from "./http/cookies.ts";
import { countSocket } from "./sockets/count-socket.ts";
import { socketGate } from "./sockets/gate.ts";
import type { SocketRegistry } from "./sockets/registry.ts";

export interface ContextDeps {
  readonly services: Services;
  /** Fault `forbidden` for a proof of identity that is genuine and lets nobody in. */
  readonly authenticate: (bearer: string, client: ClientOrigin) => Promise<Actor | null>;
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
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header ?? "")?.[1];
  return token !== undefined && token.length <= LIMITS.bearerCharacters ? token : null;
}

function agentOf(header: string | undefined): string {
  return (header ?? "").slice(0, MAX_AGENT_LENGTH);
}

async function actorBehind(
  { authenticate }: Pick<ContextDeps, "authenticate">,
  token: string | null,
  client: ClientOrigin,
): Promise<Pick<Context, "actor" | "refusal">> {
  if (token === null || token === "") return { actor: null, refusal: null };
  try {
    return { actor: await authenticate(token, client), refusal: null };
  } catch (error) {
    if (error instanceof Fault) return { actor: null, refusal: error };
    throw error;
  }
}

/** Who is behind one HTTP request: whoever has its bearer token or share ticket if it brings one, else the browser's cookie. */
export async function httpContext(deps: ContextDeps, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const { authorization, cookie, origin, "user-agent": agent, "idempotency-key": requestKey } = request.headers;
  const names = deps.cookies();
  const token = authorization === undefined ? readCookie(cookie, names.access) : bearerOf(authorization);
  const guest = token === null ? null : deps.guestOf(token);
  // That the origin is one of ours, the guard has made sure of.
  const client = { address: request.ip, userAgent: agentOf(agent), ...(origin !== undefined && { origin }) };
  return {
    ...(await actorBehind(deps, guest ? null : token, client)),
    guest,
    client,
    requestKey: typeof requestKey === "string" ? requestKey : null,
    services: deps.services,
    log: deps.log,
    cookies: browserCookies(names, cookie, (value) => void reply.header("set-cookie", value)),
    gate: null,
    allowance: deps.allowance,
    rates: deps.rates,
  };
}

/**
 * Who is behind one socket. It is admitted once; when its proof ends it is closed and comes back with a new one. Throws for a
 * socket that is one too many, which is closed: nothing that it asks for may be answered.
 */
export async function socketContext(deps: ContextDeps, { req, res: socket, info }: CreateWSSContextFnOptions): Promise<Context> {
  const token = info.connectionParams?.["token"] ?? readCookie(req.headers.cookie, deps.cookies().access);
  const guest = token ? deps.guestOf(token) : null;
  const client = { address: proxyAddr(req, [...deps.trustedProxies]), userAgent: agentOf(req.headers["user-agent"]) };
  const { actor, refusal } = await actorBehind(deps, guest ? null : (token ?? null), client);
  const known = guest?.shareId ?? actor?.userId;
  if (known !== undefined) await countSocket(deps.rates, socket, known);
  if (guest) deps.registry.admit(socket, { userId: guest.shareId, via: { kind: "share" }, expiresAt: guest.expiresAt }, client);
  else if (actor) deps.registry.admit(socket, actor, client);
  return {
    actor,
    refusal,
    guest,
    client,
    requestKey: null,
    services: deps.services,
    log: deps.log,
    cookies: null,
    gate: socketGate(socket),
    allowance: deps.allowance,
    rates: deps.rates,
  };
}
