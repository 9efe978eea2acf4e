import type { Context } from "@pilothouse/api";
import type { SingleSignOn } from "@pilothouse/identity";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CreateContext } from "./downloads.ts";
import { isTooMany } from "./too-many.ts";

interface SsoDeps {
  readonly sso: Pick<SingleSignOn, "finish">;
  readonly createContext: CreateContext;
}

interface CallbackRoute {
  readonly Params: { readonly provider: string };
}

/**
 * `GET /api/sso/:provider/callback`: where providers of identities send people back to. A page of another site leads there
 * by its nature, so nothing counts but what this browser was given when it left.
 */
export function addSsoCallback(app: FastifyInstance, { sso, createContext }: SsoDeps): void {
  // A HEAD would use the code up.
  app.get<CallbackRoute>("/api/sso/:provider/callback", { exposeHeadRoute: false }, async (request, reply) => {
    const context = await createContext(request, reply);
    if (await isTooMany(context, request, reply)) return reply;
    const { cookies, client } = context;
    const place = await placeFor({ sso, cookies }, request, { ...client, requestId: request.id });
    return reply.redirect(place, 303);
  });
}

async function placeFor(
  { sso, cookies }: { sso: SsoDeps["sso"]; cookies: Context["cookies"] },
  request: FastifyRequest<CallbackRoute>,
  client: Context["client"],
): Promise<string> {
  const attempt = cookies?.attempt.get() ?? null;
  cookies?.attempt.clear();
  const [, query = ""] = request.url.split("?", 2);
  const refreshToken = cookies?.refreshToken() ?? null;
  const outcome = await sso.finish({ provider: request.params.provider, query, attempt, refreshToken }, client);
  if (outcome.kind === "linked") return "/settings";
  if (outcome.kind === "signed-in") {
    cookies?.set(outcome.signedIn.tokens);
    return `/signed-in${queryOf({ return: outcome.return })}`;
  }
  const { problem, linking } = outcome;
  return linking ? `/settings${queryOf({ problem })}` : `/login${queryOf({ problem, return: outcome.return })}`;
}

/** The dashboard looks at where a page leads before it goes there. */
function queryOf({ return: back, ...rest }: { problem?: string; return?: string }): string {
  const query = new URLSearchParams({ ...rest, ...(back !== undefined && back !== "/" && { return: back }) }).toString();
  return query === "" ? "" : `?${query}`;
}
