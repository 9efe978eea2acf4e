import { expect, test } from "vitest";
import { POLICY } from "./policy.ts";
import { actorOf, bob, laptop, openWithTwoUsers, START } from "./testing/open-test-identity.ts";

const DAY = 86_400_000;

test("S11: a token's secret is shown once and kept as a hash", async () => {
  await using t = await openWithTwoUsers();
  const { token, secret } = await t.identity.createToken(t.member, { name: "ci", expiresInDays: 30 });
  expect(token).toEqual({
    id: expect.any(String),
    name: "ci",
    scope: "write",
    hint: secret.slice(0, 7),
    createdAt: START,
    expiresAt: START + 30 * DAY,
    lastUsedAt: null,
  });
  expect(await t.identity.listTokens(t.member)).toEqual([token]);
  expect(JSON.stringify(await t.db.selectFrom("apiTokens").selectAll().execute())).not.toContain(secret.slice(7));
});

test("tokens are listed newest first, the expired among them and the revoked not, and only one's own", async () => {
  await using t = await openWithTwoUsers();
  const names = async () => (await t.identity.listTokens(t.member)).map((token) => token.name);
  await t.identity.createToken(t.admin, { name: "somebody else's" });
  await t.identity.createToken(t.member, { name: "expired", expiresInDays: 1 });
  t.clock.advance(2 * DAY);
  const { token } = await t.identity.createToken(t.member, { name: "revoked" });
  await t.identity.createToken(t.member, { name: "live" });
  expect(await names()).toEqual(["live", "revoked", "expired"]);
  await t.identity.revokeToken(t.member, token.id);
  expect(await names()).toEqual(["live", "expired"]);
});

test("a revoked token stands for nobody at once; revoking it again, or another user's, is not found", async () => {
  await using t = await openWithTwoUsers();
  const { token, secret } = await t.identity.createToken(t.member, { name: "ci" });
  await expect(t.identity.revokeToken(t.admin, token.id)).rejects.toMatchObject({ kind: "not_found" });
  expect(await t.identity.authenticate(secret)).not.toBeNull();
  await t.identity.revokeToken(t.member, token.id);
  expect(await t.identity.authenticate(secret)).toBeNull();
  await expect(t.identity.revokeToken(t.member, token.id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(t.identity.revokeToken(t.member, "nonsense")).rejects.toMatchObject({ kind: "not_found" });
});

test("S11: an API token makes no API tokens", async () => {
  await using t = await openWithTwoUsers();
  const { secret } = await t.identity.createToken(t.admin, { name: "ci" });
  const actor = await actorOf(t.identity, secret);
  await expect(t.identity.createToken(actor, { name: "more" })).rejects.toMatchObject({ kind: "forbidden" });
  expect(await t.identity.listTokens(actor)).toHaveLength(1);
});

test("S11: no token has a scope beyond its owner's role, nor keeps what a lower role takes away", async () => {
  await using t = await openWithTwoUsers();
  const wider = t.identity.createToken(t.member, { name: "wide", scope: "admin" });
  await expect(wider).rejects.toMatchObject({ kind: "forbidden", message: expect.stringContaining("your role is member") });
  const viewer = { ...t.member, role: "viewer" } as const;
  await expect(t.identity.createToken(viewer, { name: "wide" })).rejects.toMatchObject({ kind: "forbidden" });
  expect((await t.identity.createToken(viewer, { name: "narrow", scope: "read" })).token.scope).toBe("read");

  const narrow = await actorOf(t.identity, (await t.identity.createToken(t.admin, { name: "narrow" })).secret);
  await expect(t.identity.listUsers(narrow)).rejects.toMatchObject({ kind: "forbidden" });
  const { secret } = await t.identity.createToken(t.admin, { name: "all", scope: "admin" });
  expect(await t.identity.listUsers(await actorOf(t.identity, secret))).toHaveLength(2);
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, role: "admin" });
  await t.identity.updateUser(t.admin, { id: t.adminUser.id, role: "member" });
  expect(await actorOf(t.identity, secret)).toMatchObject({ role: "member", via: { scope: "admin" } });
});

test("a user has so many tokens and no more; revoking one makes room", async () => {
  await using t = await openWithTwoUsers();
  const limit = POLICY.apiTokensPerUser;
  for (let index = 0; index < limit; index++) await t.identity.createToken(t.member, { name: `t${index}` });
  const oneMore = () => t.identity.createToken(t.member, { name: "one more" });
  await expect(oneMore()).rejects.toMatchObject({ kind: "quota", facts: { limit } });
  const [first] = await t.identity.listTokens(t.member);
  await t.identity.revokeToken(t.member, first?.id ?? "");
  expect((await oneMore()).token.name).toBe("one more");
});

test("tokens that ended long ago are forgotten when the next one is made", async () => {
  await using t = await openWithTwoUsers();
  const { token } = await t.identity.createToken(t.member, { name: "revoked" });
  await t.identity.createToken(t.member, { name: "expired", expiresInDays: 1 });
  await t.identity.createToken(t.member, { name: "live" });
  await t.identity.revokeToken(t.member, token.id);
  t.clock.advance(POLICY.endedTokensKeptMs + DAY + 1);
  await expect(t.identity.createToken(t.member, { name: "of a login that has ended" })).rejects.toMatchObject({
    kind: "unauthenticated",
  });
  const { tokens } = await t.identity.login(bob, laptop);
  await t.identity.createToken(await actorOf(t.identity, tokens.accessToken), { name: "new" });
  const rows = await t.db.selectFrom("apiTokens").select("name").orderBy("name").execute();
  expect(rows.map((row) => row.name)).toEqual(["live", "new"]);
});
