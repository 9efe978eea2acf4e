import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { actorOf, laptop } from "../testing/open-test-identity.ts";
import { openTestSso, person, problemOf, signedInBy } from "./testing/open-test-sso.ts";

type OpenSso = Awaited<ReturnType<typeof openTestSso>>;
type User = Awaited<ReturnType<OpenSso["addUser"]>>;

/** Somebody who is signed in connects who they are at the provider. */
async function link(open: OpenSso, { actor, tokens }: Pick<User, "actor" | "tokens">, claims = person()) {
  const { url, attempt } = await open.sso.link(actor, { provider: "test" });
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
  await open.sso.unlink(dora.actor, id);
  await expect(open.sso.unlink(dora.actor, id)).rejects.toMatchObject({ kind: "not_found" });

  const { tokens } = signedInBy(await open.comeBackAs(person()));
  const carol = await actorOf(open.t.identity, tokens.accessToken);
  const [only] = await open.sso.list(carol);
  await expect(open.sso.unlink(carol, only?.id ?? "")).rejects.toMatchObject({ kind: "conflict" });
});

test("an API token connects nothing, and one user has so many", async () => {
  await using open = await openTestSso();
  const { admin } = await open.t.setUpAdmin();
  const dora = await open.addUser(admin, "dora@example.org");
  const { secret } = await open.t.identity.createToken(dora.actor, { name: "a script's", scope: "write" });
  const script = await actorOf(open.t.identity, secret);
  await expect(open.sso.link(script, { provider: "test" })).rejects.toMatchObject({ kind: "forbidden" });
  for (let count = 0; count < LIMITS.ssoIdentitiesPerUser; count += 1) await link(open, dora);
  expect(await open.sso.list(dora.actor)).toHaveLength(LIMITS.ssoIdentitiesPerUser);
  expect(problemOf(await link(open, dora))).toBe("not_allowed");
});
