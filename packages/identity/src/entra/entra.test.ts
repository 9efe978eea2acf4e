import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { LIMITS } from "@pilothouse/contracts";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { actorOf, ada, openTestIdentity, START } from "../testing/open-test-identity.ts";
import { AUDIENCE, type Claims, claimsOf, signedWith, startTestTenant, TENANT, type TestTenant } from "./testing/test-tenant.ts";

let tenant: TestTenant;
let key: KeyObject;
beforeAll(async () => {
  tenant = await startTestTenant();
  key = tenant.addKey("one");
});
beforeEach(() => {
  tenant.status = 200;
  tenant.asked = [];
});
afterAll(() => tenant[Symbol.asyncDispose]());

/** A server that takes the tenant's tokens, with an administrator. */
async function open(policy: Parameters<TestTenant["settings"]>[0] = {}) {
  const t = await openTestIdentity({}, undefined, { entra: tenant.settings(policy) });
  const { admin } = await t.setUpAdmin();
  const ask = (changes: Claims = {}, header: object = {}) =>
    t.identity.authenticate(signedWith(key, claimsOf(tenant, t.clock.now(), changes), header));
  return { t, admin, ask, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

test("a token of the tenant, of either version, stands for one person, with a scope and until its end", async () => {
  await using opened = await open();
  const actor = await opened.ask();
  const via = { kind: "entra", scope: "write", identityId: expect.any(String) };
  expect(actor).toMatchObject({ role: "member", via, expiresAt: START + 3_600_000 });
  const first = { ver: "1.0", iss: `https://sts.windows.net/${TENANT}/`, aud: `api://${AUDIENCE}`, upn: "c@example.org" };
  expect(await opened.ask({ ...first, scp: "Pilothouse.Read other" })).toMatchObject({
    userId: actor?.userId,
    via: { scope: "read" },
  });
  expect(await opened.ask({ scp: "access_as_user Pilothouse.Read" })).toMatchObject({ via: { scope: "write" } });
  expect(tenant.asked).toEqual([`/${TENANT}/discovery/v2.0/keys`]);
  const { entries } = await opened.t.identity.audit.list(opened.admin, { action: "auth.register" });
  expect(entries).toMatchObject([{ target: actor?.userId, after: { email: "carol@example.org" } }]);
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const thief = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const RS = { alg: "RS256", typ: "JWT", kid: "one" };

const hmac = (header: object, claims: Claims, secret: string) => {
  const body = `${encode(header)}.${encode(claims)}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
};

const FORGERIES: readonly (readonly [string, (claims: Claims) => string])[] = [
  ["without an algorithm", (claims) => `${encode({ ...RS, alg: "none" })}.${encode(claims)}.`],
  ["signed with the public key as a secret", (claims) => hmac({ ...RS, alg: "HS256" }, claims, tenant.publicKey("one"))],
  ["signed so, and said to be RS256", (claims) => hmac(RS, claims, tenant.publicKey("one"))],
  [
    "of another algorithm of the same key",
    (claims) => jwt.sign({ ...claims }, key, { algorithm: "PS256", header: { ...RS, alg: "PS256" } }),
  ],
  ["signed with another key", (claims) => signedWith(thief.privateKey, claims)],
  [
    "that brings its key along",
    (claims) => signedWith(thief.privateKey, claims, { jwk: thief.publicKey.export({ format: "jwk" }) }),
  ],
  ["that says where its key is", (claims) => signedWith(key, claims, { jku: "https://evil.example/keys" })],
  ["that says where its certificate is", (claims) => signedWith(key, claims, { x5u: "https://evil.example/cert" })],
  ["with an extension that has to be known", (claims) => signedWith(key, claims, { crit: ["exp"] })],
  ["for Microsoft itself, with a nonce in its header", (claims) => signedWith(key, claims, { nonce: "n" })],
  ["without a key's name", (claims) => signedWith(key, claims, { kid: undefined })],
  ["of another type", (claims) => signedWith(key, claims, { typ: "at+jwt" })],
  [
    "whose claims were changed",
    (claims) => signedWith(key, claims).replace(/\.[^.]+\./, `.${encode({ ...claims, oid: "another" })}.`),
  ],
  ["whose header was changed", (claims) => signedWith(key, claims).replace(/^[^.]+/, encode({ ...RS, x5t: "x" }))],
  ["whose signature was cut", (claims) => signedWith(key, claims).slice(0, -8)],
  ["without its signature", (claims) => signedWith(key, claims).replace(/[^.]+$/, "")],
  ["with one part more", (claims) => `${signedWith(key, claims)}.e30`],
  ["with blanks", (claims) => ` ${signedWith(key, claims)}`],
  ["for another server", (claims) => signedWith(key, { ...claims, aud: "another" })],
  ["for several", (claims) => signedWith(key, { ...claims, aud: [AUDIENCE, "another"] })],
  ["of another tenant", (claims) => signedWith(key, { ...claims, tid: "00000000-0000-4000-8000-000000000000" })],
  ["of another issuer", (claims) => signedWith(key, { ...claims, iss: "https://evil.example/" })],
  ["of the issuer of the other version", (claims) => signedWith(key, { ...claims, ver: "1.0" })],
  ["without a version", (claims) => signedWith(key, { ...claims, ver: undefined })],
  ["about nobody", (claims) => signedWith(key, { ...claims, oid: undefined })],
  ["without an end", (claims) => signedWith(key, { ...claims, exp: undefined })],
  ["without a beginning", (claims) => signedWith(key, { ...claims, nbf: undefined })],
];

let forgeries: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  forgeries = await open();
});
afterAll(() => forgeries[Symbol.asyncDispose]());

test.each(FORGERIES)("a token %s is none", async (_, forge) => {
  expect(await forgeries.t.identity.authenticate(forge(claimsOf(tenant, START)))).toBeNull();
});

test("a token counts from its beginning to its end, with a minute for clocks that differ", async () => {
  const at = async (changes: Claims) => (await forgeries.ask(changes)) !== null;
  const now = Math.floor(START / 1_000);
  const skew = POLICY.entraSkewMs / 1_000;
  expect([await at({ exp: now - skew }), await at({ exp: now - skew + 1 })]).toEqual([false, true]);
  expect([await at({ nbf: now + skew + 1 }), await at({ nbf: now + skew })]).toEqual([false, true]);
});

test("what is genuine and lets nobody in says why: a program's token, an ID token, other permissions, other groups, too many", async () => {
  const why = (changes: Claims) => forgeries.ask(changes).then(String, (error: unknown) => error);
  const says = (part: string) => ({ kind: "forbidden", message: expect.stringContaining(part) });
  expect(await why({ scp: undefined, roles: ["Task.Run"] })).toMatchObject(says("API token of Pilothouse"));
  expect(await why({ idtyp: "app" })).toMatchObject(says("API token of Pilothouse"));
  expect(await why({ scp: undefined, nonce: "n" })).toMatchObject(says("not an access token of a person"));
  expect(await why({ scp: "User.Read" })).toMatchObject(says("ask for access_as_user"));
  expect(await why({ groups: ["another"] })).toMatchObject(says("none of your groups"));
  expect(await why({ groups: undefined })).toMatchObject(says("none of your groups"));
  const sources = { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://evil.example/" } } };
  expect(await why({ groups: undefined, ...sources })).toMatchObject(says("groups assigned to the application"));
  expect(await why({ groups: undefined, hasgroups: true })).toMatchObject(says("too many"));
  expect(await why({ oid: "new", preferred_username: ada.email })).toMatchObject(says("an account with your e-mail address"));
});

test("whoever is disabled, or has another role by now, acts no longer, whatever their token says", async () => {
  await using opened = await open({
    policy: {
      roles: [
        { group: "Captain", role: "operator" },
        { group: "*", role: "viewer" },
      ],
    },
  });
  const { identity } = opened.t;
  const actor = await opened.ask();
  expect(actor).toMatchObject({ role: "viewer" });
  if (!actor) return;
  expect(await identity.isActive(actor)).toBe(true);
  expect(await opened.ask({ roles: ["Captain"] })).toMatchObject({ role: "operator", userId: actor.userId });
  expect(await identity.isActive(actor)).toBe(false);
  // Whom an administrator, or newer groups, made less does not come back by a token of before.
  const captains = { roles: ["Captain"], iat: Math.floor(opened.t.clock.now() / 1_000) };
  opened.t.clock.advance(60_000);
  await identity.updateUser(opened.admin, { id: actor.userId, role: "viewer" });
  expect(await opened.ask(captains)).toMatchObject({ role: "viewer" });
  opened.t.clock.advance(60_000);
  expect(await opened.ask({ roles: ["Captain"] })).toMatchObject({ role: "operator" });
  expect(await opened.ask({ iat: captains.iat })).toMatchObject({ role: "operator" });
  const other = { oid: "dora", preferred_username: "dora@example.org" };
  const dora = await opened.ask(other);
  await identity.updateUser(opened.admin, { id: dora?.userId ?? "", disabled: true });
  await expect(opened.ask(other)).rejects.toMatchObject({ kind: "forbidden", message: "your account was disabled" });
});

test("such a token sets no password and ends no login, and is told apart in the audit log", async () => {
  await using opened = await open();
  const token = signedWith(key, claimsOf(tenant, START, { oid: "eve", preferred_username: "eve@example.org" }));
  const actor = await actorOf(opened.t.identity, token);
  const change = opened.t.identity.changePassword(
    actor,
    { current: "!", password: "a new password" },
    { address: "", userAgent: "" },
  );
  await expect(change).rejects.toMatchObject({ kind: "forbidden" });
  await expect(opened.t.identity.logout(actor)).rejects.toMatchObject({ kind: "forbidden" });
  await opened.t.identity.vault.create(actor, { name: "work", value: "sk-1" });
  const { entries } = await opened.t.identity.audit.list(opened.admin, { action: "apiKeys.create" });
  expect(entries).toMatchObject([{ actor: expect.stringMatching(/^entra:/), onBehalfOf: actor.userId }]);
});

test("keys are read once for many, again when a new one shows up, and never more often than every half a minute", async () => {
  await using opened = await open();
  await Promise.all(Array.from({ length: 10 }, () => opened.ask()));
  expect(tenant.asked).toHaveLength(1);
  for (let count = 0; count < 20; count += 1) expect(await opened.ask({}, { kid: `made-up-${count}` })).toBeNull();
  expect(tenant.asked).toHaveLength(1);

  const next = tenant.addKey("two");
  const rolled = () => opened.t.identity.authenticate(signedWith(next, claimsOf(tenant, opened.t.clock.now()), { kid: "two" }));
  opened.t.clock.advance(LIMITS.entraKeysPauseMs - 1);
  expect(await rolled()).toBeNull();
  opened.t.clock.advance(1);
  expect((await Promise.all([rolled(), rolled(), rolled()])).every((actor) => actor !== null)).toBe(true);
  expect(tenant.asked).toHaveLength(2);
  tenant.removeKey("two");
  opened.t.clock.advance(LIMITS.entraKeysMs);
  expect(await rolled()).toBeNull();
});

test("while the tenant does not answer, the keys of before count for a day, and no longer", async () => {
  await using opened = await open();
  await opened.ask();
  tenant.status = 503;
  opened.t.clock.advance(LIMITS.entraKeysKeptMs - 1);
  expect(await opened.ask()).not.toBeNull();
  opened.t.clock.advance(1);
  expect(await opened.ask()).toBeNull();
});
