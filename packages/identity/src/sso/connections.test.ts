import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { actorOf, laptop } from "../testing/open-test-identity.ts";
import { openTestSso, PASSWORD, person, problemOf, signedInBy } from "./testing/open-test-sso.ts";

type OpenSso = Awaited<ReturnType<typeof openTestSso>>;
type User = Awaited<ReturnType<OpenSso["addUser"]>>;

/** Somebody who is signed in connects who they are at the provider. */
async function link(open: OpenSso, { actor, tokens }: Pick<User, "actor" | "tokens">, claims = person()) {
  const { url, attempt } = await open.sso.link(actor, { provider: "test", password: PASSWORD }, laptop);
  const query = open.provider.visit(url, claims);
  return open.sso.finish({ provider: "test", query, attempt, refreshToken: tokens.refreshToken }, laptop);
}

test("who is signed in connects a sign-in, with any address, and comes in by it", async () => {
  await using open = await openTestSso();
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  const claims = person({ email: "d@elsewhere.example", email_verified: false });
  expect(await link(open, dora, claims)).toEqual({ kind: "linked" });
  expect(await link(open, dora, claims)).toEqual({ kind: "linked" });
  expect(await open.sso.list(dora.actor)).toMatchObject([{ provider: "Test", email: "d@elsewhere.example" }]);
  expect(signedInBy(await open.comeBackAs(claims)).user.id).toBe(dora.user.id);
  const { entries } = await open.t.identity.audit.list(admin, { action: "auth.sso.link" });
  expect(entries).toMatchObject([{ actor: `user:${dora.user.id}`, target: dora.user.id }]);
});

test("whoever finds a screen unlocked connects nothing: it takes the password, and a new one disconnects all", async () => {
  await using open = await openTestSso();
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  const without = open.sso.link(dora.actor, { provider: "test" }, laptop);
  await expect(without).rejects.toMatchObject({ kind: "forbidden", facts: { password: "needed" } });
  const wrong = open.sso.link(dora.actor, { provider: "test", password: "not this one" }, laptop);
  await expect(wrong).rejects.toMatchObject({ kind: "forbidden" });
  await link(open, dora);
  const { url } = await open.t.identity.createResetLink(admin, dora.user.id);
  const token = new URL(url).hash.replace("#token=", "");
  await open.t.identity.resetPassword({ token, password: "a new long one" }, laptop);
  expect(await open.sso.list(dora.actor)).toEqual([]);
});

test("it is connected with who is signed in in that browser and still is, and with nobody else", async () => {
  await using open = await openTestSso();
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  const eve = await open.addUser(admin, "eve@example.org");
  // A page had planted the beginning of somebody else.
  const planted = await link(open, { actor: eve.actor, tokens: dora.tokens });
  expect(planted).toMatchObject({ kind: "problem", problem: "expired", linking: true });
  expect(open.provider.asked.get("/token")).toBeUndefined();
  await link(open, dora, person({ sub: "taken" }));
  expect(problemOf(await link(open, eve, person({ sub: "taken" })))).toBe("taken");
  await open.t.identity.logout(eve.actor);
  expect(problemOf(await link(open, eve))).toBe("expired");
  expect(await open.sso.list(eve.actor)).toEqual([]);
});

test("one's own are disconnected, others' are not there, and the only way in stays", async () => {
  await using open = await openTestSso({ createAccounts: true });
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  await link(open, dora);
  const [connected] = await open.sso.list(dora.actor);
  const id = connected?.id ?? "";
  await expect(open.sso.unlink(admin, id)).rejects.toMatchObject({ kind: "not_found" });
  const { tokens: other } = await open.t.identity.login({ email: "dora@example.org", password: PASSWORD }, laptop);
  const elsewhere = await actorOf(open.t.identity, other.accessToken);
  await open.sso.unlink(dora.actor, id);
  expect([await open.t.identity.isActive(dora.actor), await open.t.identity.isActive(elsewhere)]).toEqual([true, false]);
  await expect(open.sso.unlink(dora.actor, id)).rejects.toMatchObject({ kind: "not_found" });

  const { tokens } = signedInBy(await open.comeBackAs(person()));
  const carol = await actorOf(open.t.identity, tokens.accessToken);
  const lasting = open.t.identity.createToken(carol, { name: "a script's", expiresInDays: POLICY.ssoTokenDays + 1 });
  await expect(lasting).rejects.toMatchObject({ kind: "invalid", facts: { limit: POLICY.ssoTokenDays } });
  const { token } = await open.t.identity.createToken(carol, { name: "a script's" });
  expect(token.expiresAt).toBe(token.createdAt + POLICY.ssoTokenDays * 86_400_000);
  const [only] = await open.sso.list(carol);
  await expect(open.sso.unlink(carol, only?.id ?? "")).rejects.toMatchObject({ kind: "conflict" });
});

test("an API token connects nothing, and one user has so many", async () => {
  await using open = await openTestSso();
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  const { secret } = await open.t.identity.createToken(dora.actor, { name: "a script's", scope: "write" });
  const script = await actorOf(open.t.identity, secret);
  await expect(open.sso.link(script, { provider: "test", password: PASSWORD }, laptop)).rejects.toMatchObject({
    kind: "forbidden",
  });
  for (let count = 0; count < LIMITS.ssoIdentitiesPerUser; count += 1) await link(open, dora);
  expect(await open.sso.list(dora.actor)).toHaveLength(LIMITS.ssoIdentitiesPerUser);
  expect(problemOf(await link(open, dora))).toBe("not_allowed");
});
