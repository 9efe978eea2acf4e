import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import jwt from "jsonwebtoken";
import type { SsoProviderSettings } from "../provider.ts";

export const CLIENT = { id: "pilothouse", secret: "the secret of this client" };

/** Made once, because it takes a moment. */
export const providerKeys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
export const KEY_ID = "first";

export type Claims = Readonly<Record<string, unknown>>;
type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string };

/**
 * A provider of identities that says whatever a test wants. Of what it is sent it checks what a provider checks: the
 * client, the code, once, and its PKCE verifier.
 */
export async function startTestProvider() {
  let last: unknown;
  const codes = new Map<string, { readonly challenge: string; readonly claims: Claims }>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  const issuer = new URL(`http://127.0.0.1:${typeof at === "object" ? at?.port : 0}`);
  const provider = {
    issuer,
    /** How often each address was asked for. */
    asked: new Map<string, number>(),
    /** Makes the ID token of what a code stands for. */
    idToken: (claims: Claims): string => signed(claims),
    /** What it tells beside that. */
    userInfo: {},
    /** Answers in place of it. */
    instead: (_path: string): Answer | null => null,
    /** What it says of itself beside what it has to. */
    metadata: {},
    settings: (changes: SettingsChanges = {}): SsoProviderSettings => settingsOf(issuer, changes),
    /** Somebody follows the address to the provider and signs in there as `claims`: what their browser comes back with. */
    visit(address: string, claims: Claims): string {
      const query = new URL(address).searchParams;
      const code = randomUUID();
      const now = Math.floor(Date.now() / 1_000);
      const usual = { iss: issuer.href, aud: CLIENT.id, iat: now, exp: now + 300, nonce: query.get("nonce") };
      codes.set(code, { challenge: query.get("code_challenge") ?? "", claims: { ...usual, ...claims } });
      return new URLSearchParams({ code, state: query.get("state") ?? "" }).toString();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", issuer);
    provider.asked.set(pathname, (provider.asked.get(pathname) ?? 0) + 1);
    const { status = 200, headers = {}, body = "" } = provider.instead(pathname) ?? (await usualAnswer(pathname, request));
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  async function usualAnswer(path: string, request: IncomingMessage): Promise<Answer> {
    if (path === "/.well-known/openid-configuration") return json({ ...metadataOf(issuer), ...provider.metadata });
    if (path === "/keys") return json({ keys: [keyOf(providerKeys.publicKey)] });
    if (path === "/userinfo") return json({ sub: last, ...provider.userInfo });
    if (path !== "/token") return { status: 404 };
    const form = new URLSearchParams(await text(request));
    const code = form.get("code") ?? "";
    const grant = codes.get(code);
    codes.delete(code);
    last = grant?.claims["sub"];
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const client = `${CLIENT.id}:${encodeURIComponent(CLIENT.secret).replaceAll("%20", "+")}`;
    const known = request.headers.authorization === `Basic ${Buffer.from(client).toString("base64")}`;
    if (!known || !grant || grant.challenge !== challenge) return { ...json({ error: "invalid_grant" }), status: 400 };
    return json({ access_token: "opaque", token_type: "Bearer", id_token: provider.idToken(grant.claims) });
  }

  return provider;
}

type SettingsChanges = Partial<Omit<SsoProviderSettings, "policy">> & {
  readonly policy?: Partial<SsoProviderSettings["policy"]>;
};

export function signed(claims: Claims, header: object = {}): string {
  return jwt.sign(claims, providerKeys.privateKey, { header: { alg: "RS256", kid: KEY_ID, ...header } });
}

export function keyOf(key: (typeof providerKeys)["publicKey"], kid = KEY_ID): object {
  return { ...key.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" };
}

function json(value: object): Answer {
  return { body: JSON.stringify(value) };
}

function metadataOf(issuer: URL): object {
  return {
    issuer: issuer.href,
    authorization_endpoint: new URL("/authorize", issuer),
    token_endpoint: new URL("/token", issuer),
    jwks_uri: new URL("/keys", issuer),
    userinfo_endpoint: new URL("/userinfo", issuer),
    id_token_signing_alg_values_supported: ["none", "HS256", "RS256"],
  };
}

function settingsOf(issuer: URL, { policy, ...changes }: SettingsChanges): SsoProviderSettings {
  const closed = {
    allowedDomains: [],
    allowedGroups: [],
    roles: [],
    createAccounts: false,
    linkByEmail: false,
    trustEmail: false,
  };
  return {
    id: "test",
    name: "Test",
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    scopes: "openid email",
    algorithm: "RS256",
    subjectClaim: "sub",
    groupsClaim: "groups",
    ...changes,
    policy: { ...closed, ...policy },
  };
}
