import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import jwt from "jsonwebtoken";
import type { EntraSettings } from "../settings.ts";

export const TENANT = "7d1a5d3e-6f2b-4c55-9a0e-1f2e3d4c5b6a";
export const AUDIENCE = "11111111-2222-4333-8444-555555555555";
export const GROUP = "99999999-0000-4000-8000-000000000001";

/** A tenant's address with keys, and what its people come with. */
export async function startTestTenant() {
  const keys = new Map<string, KeyObject>();
  const tenant = {
    authority: new URL("http://127.0.0.1"),
    /** What it was asked for, in order. */
    asked: [] as string[],
    /** What it answers in place of its keys. */
    status: 200,
    /** From then on tokens may be signed with it. Answers with the private key. */
    addKey(id: string): KeyObject {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
      keys.set(id, publicKey);
      return privateKey;
    },
    removeKey: (id: string) => void keys.delete(id),
    publicKey: (id: string) => keys.get(id)?.export({ type: "spki", format: "pem" }).toString() ?? "",
    settings: ({ policy, ...changes }: Changes = {}): EntraSettings => ({
      authority: tenant.authority,
      tenant: TENANT,
      audiences: [AUDIENCE, `api://${AUDIENCE}`],
      scopes: [
        { permission: "access_as_user", scope: "write" },
        { permission: "Pilothouse.Read", scope: "read" },
      ],
      ...changes,
      policy: {
        allowedDomains: [],
        allowedGroups: [GROUP],
        roles: [],
        createAccounts: true,
        linkByEmail: false,
        trustEmail: true,
        ...policy,
      },
    }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const server = createServer((request, response) => {
    tenant.asked.push(request.url ?? "");
    const set = [...keys].map(([kid, key]) => ({ ...key.export({ format: "jwk" }), kid, use: "sig", x5t: kid }));
    response.writeHead(tenant.status, { "content-type": "application/json" }).end(JSON.stringify({ keys: set }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  tenant.authority = new URL(`http://127.0.0.1:${typeof at === "object" ? at?.port : 0}`);
  return tenant;
}

export type TestTenant = Awaited<ReturnType<typeof startTestTenant>>;
type Changes = Partial<Omit<EntraSettings, "policy">> & { readonly policy?: Partial<EntraSettings["policy"]> };

export type Claims = Readonly<Record<string, unknown>>;

/** What a token of version 2 says of Carol, who is in the group. */
export function claimsOf({ authority }: Pick<TestTenant, "authority">, now: number, changes: Claims = {}): Claims {
  const seconds = Math.floor(now / 1_000);
  return {
    ver: "2.0",
    iss: `${authority.origin}/${TENANT}/v2.0`,
    aud: AUDIENCE,
    tid: TENANT,
    oid: "33333333-0000-4000-8000-000000000007",
    sub: "pairwise",
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3_600,
    scp: "access_as_user",
    name: "Carol",
    preferred_username: "carol@example.org",
    groups: [GROUP],
    ...changes,
  };
}

export function signedWith(key: KeyObject, claims: Claims, header: object = {}): string {
  const given = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return jwt.sign(given, key, { header: { alg: "RS256", typ: "JWT", kid: "one", ...header } });
}
