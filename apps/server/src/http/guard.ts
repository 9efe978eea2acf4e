import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Origins } from "./origins.ts";
import { POLICY_REPORTS, REPORT_TYPE } from "./policy-reports.ts";

const READS = new Set(["GET", "HEAD"]);

/** Turns away what a browser may have been tricked into: a foreign host name, a foreign page, a form. */
export function guardRequests(app: FastifyInstance, origins: Origins): void {
  app.addHook("onRequest", async (request, reply) => {
    const refusal = refusalOf(request, origins);
    if (refusal) await refuse(reply, refusal);
  });
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

function refusalOf(request: FastifyRequest, origins: Origins): Refusal | null {
  const { headers, method, url } = request;
  if (!origins.allowsHost(headers.host)) {
    return { status: 421, message: "this server does not answer to that host name; set PILOTHOUSE_PUBLIC_URL" };
  }
  if (READS.has(method)) return null;
  if (method !== "POST") return { status: 405, message: "use GET or POST" };
  const reports = url.split("?", 1)[0] === POLICY_REPORTS;
  // Fetch gives them the origin `null` under our policy on referrers, though Chromium names ours; they change nothing.
  const refusal = reports ? null : originRefusal(request, origins);
  if (refusal) return refusal;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return { status: 403, message: "foreign site" };
  // Only such types make a browser ask first; forms and bare text would pass without.
  const type = reports ? REPORT_TYPE : "application/json";
  const [given = ""] = (headers["content-type"] ?? "").split(";", 1);
  return given.trim().toLowerCase() === type ? null : { status: 415, message: `send ${type}` };
}

function originRefusal({ headers }: FastifyRequest, origins: Origins): Refusal | null {
  if (headers.origin !== undefined && !origins.allowsOrigin(headers.origin, headers.host)) {
    return { status: 403, message: "foreign origin" };
  }
  // A browser always says where a POST comes from; only programs with a bearer token do not.
  const silent = headers.origin === undefined && headers.cookie !== undefined;
  return silent ? { status: 403, message: "cookies need an Origin header" } : null;
}

async function refuse(reply: FastifyReply, { status, message }: Refusal): Promise<void> {
  await reply.code(status).type("application/json").send({ error: message });
}
