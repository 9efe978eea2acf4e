import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, expect, test } from "vitest";
import { elsewhere, openTestSso, person, problemOf, signedInBy } from "./testing/open-test-sso.ts";
import { type Claims, CLIENT, KEY_ID, keyOf, providerKeys, signed } from "./testing/test-provider.ts";

type OpenSso = Awaited<ReturnType<typeof openTestSso>>;

let open: OpenSso;
beforeAll(async () => {
  open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
});
afterAll(() => open[Symbol.asyncDispose]());

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** By hand, because libraries refuse to make such tokens. */
function forged(header: object, claims: Claims, secret?: string): string {
  const body = `${encode(header)}.${encode(claims)}`;
  return `${body}.${secret === undefined ? "" : createHmac("sha256", secret).update(body).digest("base64url")}`;
}

const thief = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const byThief = (claims: Claims, header: object) =>
  jwt.sign(claims, thief.privateKey, { header: { alg: "RS256", kid: KEY_ID, ...header } });
const publicPem = providerKeys.publicKey.export({ type: "spki", format: "pem" });
const without = (name: string, claims: Claims) => Object.fromEntries(Object.entries(claims).filter(([one]) => one !== name));
const second = () => Math.floor(Date.now() / 1_000);

const FORGERIES: readonly (readonly [string, (claims: Claims) => string])[] = [
  ["for another sign-in", (claims) => signed({ ...claims, nonce: "another" })],
  ["for no sign-in", (claims) => signed(without("nonce", claims))],
  ["for another client", (claims) => signed({ ...claims, aud: "somebody-else" })],
  ["for several clients, of which another one was meant", (claims) => signed({ ...claims, aud: [CLIENT.id, "b"], azp: "b" })],
  ["for several clients, without saying which was meant", (claims) => signed({ ...claims, aud: [CLIENT.id, "b"] })],
  ["of another provider", (claims) => signed({ ...claims, iss: "https://evil.example" })],
  ["that has ended", (claims) => signed({ ...claims, iat: second() - 600, exp: second() - 300 })],
  ["without an end", (claims) => signed(without("exp", claims))],
  ["about nobody", (claims) => signed(without("sub", claims))],
  ["with no algorithm", (claims) => forged({ alg: "none" }, claims)],
  ["with no algorithm, in another case of letters", (claims) => forged({ alg: "nOnE", kid: KEY_ID }, claims)],
  ["signed with the public key as a secret", (claims) => forged({ alg: "HS256", kid: KEY_ID }, claims, publicPem)],
  ["signed with the client's secret", (claims) => forged({ alg: "HS256" }, claims, CLIENT.secret)],
  ["signed with another key", (claims) => byThief(claims, {})],
  ["signed with another key that it brings along", (claims) => byThief(claims, { jwk: keyOf(thief.publicKey) })],
  ["signed with a key that it says where to get", (claims) => byThief(claims, { jku: "https://evil.example/keys" })],
  [
    "with another algorithm of the same key",
    (claims) => jwt.sign(claims, providerKeys.privateKey, { algorithm: "PS256", keyid: KEY_ID }),
  ],
  [
    "that was changed",
    (claims) => {
      const [head, , signature] = signed(claims).split(".");
      return `${head}.${encode({ ...claims, sub: "somebody else" })}.${signature}`;
    },
  ],
  ["that lost its signature", (claims) => `${signed(claims).split(".").slice(0, 2).join(".")}.`],
  ["with one part more", (claims) => `${signed(claims)}.e30`],
];

test.each(FORGERIES)("an ID token %s is not believed, and makes no account", async (_, forge) => {
  const email = `${randomUUID()}@example.org`;
  open.provider.idToken = forge;
  expect(problemOf(await open.comeBackAs(person({ email }), elsewhere()))).toBe("invalid");
  expect(await open.t.db.selectFrom("users").select("id").where("email", "=", email).execute()).toEqual([]);
});

test("the same, as the provider means it, is believed", async () => {
  open.provider.idToken = (claims) => signed({ ...claims, aud: [CLIENT.id, "b"], azp: CLIENT.id });
  expect(signedInBy(await open.comeBackAs(person(), elsewhere())).user).toMatchObject({
    email: "carol@example.org",
    name: "Carol",
  });
});
