import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Configuration, Provider } from "oidc-provider";
import { listenOnLoopback } from "./listen.ts";

/** Somebody with an account at the provider. */
export interface ProviderPerson {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly groups: readonly string[];
}

export interface OidcProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By the name that they sign in with there. */
  readonly people: Map<string, ProviderPerson>;
  /** Begins to answer, for a client that lives there. */
  admit(redirectUri: string): void;
}

const CLIENT = { clientId: "pilothouse", clientSecret: "a secret between provider and client" };

/** A real provider of OpenID Connect on loopback, whose people type a name and no password. */
export async function startOidcProvider(): Promise<OidcProvider> {
  // Only here: it takes its time, and warns of a newer Node than it knows.
  const { Provider } = await import("oidc-provider");
  const people = new Map<string, ProviderPerson>();
  let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  const issuer = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  return {
    issuer,
    ...CLIENT,
    people,
    admit(redirectUri) {
      const provider = new Provider(issuer, configurationFor(redirectUri, people));
      const rest = provider.callback();
      answer = (request, response) => {
        const asks = request.url?.startsWith("/interaction/") === true;
        void (asks ? signInPage(provider, request, response) : rest(request, response));
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function configurationFor(redirectUri: string, people: OidcProvider["people"]): Configuration {
  return {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ["only for tests"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, accountId) => {
      const person = people.get(accountId);
      return person && { accountId, claims: () => ({ sub: accountId, ...person }) };
    },
    // Nobody is asked whether they agree.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider, params } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId ?? "", accountId: session?.accountId ?? "" });
      grant.addOIDCScope(String(params?.["scope"]));
      await grant.save();
      return grant;
    },
  };
}

/** A form for a name; `GET` with one signs in. */
async function signInPage(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", provider.issuer);
  const accountId = searchParams.get("name");
  if (accountId !== null) return provider.interactionFinished(request, response, { login: { accountId } });
  response.writeHead(200, { "content-type": "text/html" });
  response.end(
    `<!doctype html><html lang="en"><title>The provider</title><link rel="icon" href="data:,"><h1>The provider</h1>` +
      `<form action="${pathname}"><label>Name <input name="name"></label><button>Go on</button></form></html>`,
  );
}
