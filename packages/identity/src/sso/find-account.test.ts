import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { ada, actorOf, bob, laptop } from "../testing/open-test-identity.ts";
import { openTestSso, person, problemOf, signedInBy } from "./testing/open-test-sso.ts";

test("who is new gets an account where that is on, and is the same user ever after, whatever their address is then", async () => {
  await using open = await openTestSso({ createAccounts: true });
  const { admin } = await open.t.setUpAdmin();
  const carol = person();
  const first = signedInBy(await open.comeBackAs(carol));
  expect(first.user).toMatchObject({ email: "carol@example.org", name: "Carol", role: "member" });
  const again = signedInBy(await open.comeBackAs({ ...carol, email: "carol.new@example.org" }));
  expect(again.user.id).toBe(first.user.id);
  const { entries } = await open.t.identity.audit.list(admin, { actor: first.user.id });
  expect(entries.map(({ action }) => action)).toEqual(["auth.login", "auth.login", "auth.register"]);
});

test("the login is like any other: listed, renewed, ended; but it lasts for a day", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  const { identity, clock } = open.t;
  const signedIn = signedInBy(await open.comeBackAs(person()));
  const actor = await actorOf(identity, signedIn.tokens.accessToken);
  expect(await identity.listLogins(actor, {})).toMatchObject([{ current: true, expiresAt: clock.now() + POLICY.ssoLoginLifeMs }]);
  const { tokens } = await identity.refresh(signedIn.tokens.refreshToken, laptop);
  clock.advance(POLICY.ssoLoginLifeMs);
  await expect(identity.refresh(tokens.refreshToken, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("without that nobody new comes in, and not before there is an administrator", async () => {
  await using closed = await openTestSso();
  await closed.t.setUp();
  expect(problemOf(await closed.comeBackAs(person()))).toBe("no_account");
  await using empty = await openTestSso({ createAccounts: true, roles: [{ group: "*", role: "admin" }] });
  expect(problemOf(await empty.comeBackAs(person()))).toBe("no_setup");
  expect(await empty.t.identity.setupRequired()).toBe(true);
});

test("an address takes over no account: not an unverified one, nor a verified one unless that is on", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  for (const email_verified of [false, undefined, "true", 1])
    expect(problemOf(await open.comeBackAs(person({ email: ada.email, email_verified })))).toBe("unverified");
  expect(problemOf(await open.comeBackAs(person({ email: ada.email.toUpperCase() })))).toBe("not_connected");
  // Whether there is such an account is not told either.
  expect(problemOf(await open.comeBackAs(person({ email: "nobody@example.org", email_verified: false })))).toBe("unverified");
  expect(await open.t.db.selectFrom("userIdentities").select("id").execute()).toEqual([]);
});

test("a verified address finds its account where that is on, and only for the first who has it", async () => {
  await using open = await openTestSso({ linkByEmail: true });
  const { admin } = await open.t.setUpAdmin();
  expect(problemOf(await open.comeBackAs(person({ email: ada.email, email_verified: false })))).toBe("unverified");
  const first = person({ email: ada.email });
  expect(signedInBy(await open.comeBackAs(first)).user.id).toBe(admin.userId);
  expect(problemOf(await open.comeBackAs(person({ email: ada.email })))).toBe("not_connected");
  expect(problemOf(await open.comeBackAs(person({ email: "nobody@example.org" })))).toBe("no_account");
  expect(signedInBy(await open.comeBackAs({ sub: first["sub"] })).user.id).toBe(admin.userId);
});

test("whoever was disabled stays out, known or found by their address", async () => {
  await using open = await openTestSso({ createAccounts: true, linkByEmail: true });
  const { admin } = await open.t.setUpAdmin();
  const carol = person();
  const { user } = signedInBy(await open.comeBackAs(carol));
  await open.t.identity.updateUser(admin, { id: user.id, disabled: true });
  expect(problemOf(await open.comeBackAs(carol))).toBe("disabled");
  const { id } = await open.t.identity.createUser(admin, bob);
  await open.t.identity.updateUser(admin, { id, disabled: true });
  expect(problemOf(await open.comeBackAs(person({ email: bob.email })))).toBe("disabled");
  const { entries } = await open.t.identity.audit.list(admin, { action: "auth.sso.finish" });
  expect(entries).toMatchObject([{ result: "refused", after: { problem: "disabled" } }, { after: { provider: "test" } }]);
});

test("an account that a provider made has no password, and nothing mailed makes one", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  const { user } = signedInBy(await open.comeBackAs(person()));
  for (const password of ["!", "", "password"])
    await expect(open.t.identity.login({ email: user.email, password }, laptop)).rejects.toMatchObject({
      kind: "unauthenticated",
    });
});

test("domains and groups say who may come in, also of those who were there before", async () => {
  await using open = await openTestSso({
    createAccounts: true,
    allowedDomains: ["example.org"],
    allowedGroups: ["crew", "cooks"],
  });
  await open.t.setUp();
  const carol = person({ groups: ["cooks"] });
  expect(signedInBy(await open.comeBackAs(carol)).user.role).toBe("member");
  expect(problemOf(await open.comeBackAs({ ...carol, groups: ["guests"] }))).toBe("not_allowed");
  expect(problemOf(await open.comeBackAs({ ...carol, groups: undefined }))).toBe("not_allowed");
  expect(problemOf(await open.comeBackAs({ ...carol, email: "carol@example.org.evil.example" }))).toBe("not_allowed");
  expect(problemOf(await open.comeBackAs({ ...carol, email_verified: false }))).toBe("unverified");
  expect(problemOf(await open.comeBackAs({ ...carol, groups: undefined, _claim_names: { groups: "src1" } }))).toBe(
    "too_many_groups",
  );
});

test("groups give roles at every sign-in; the last administrator stays one", async () => {
  const roles = [
    { group: "captains", role: "admin" },
    { group: "crew", role: "operator" },
    { group: "deck", role: "viewer" },
  ] as const;
  await using open = await openTestSso({ createAccounts: true, linkByEmail: true, roles });
  const { admin } = await open.t.setUpAdmin();
  const roleOf = async (claims: object) => signedInBy(await open.comeBackAs({ ...claims })).user.role;
  const carol = person({ groups: ["deck", "crew"] });
  expect(await roleOf(carol)).toBe("operator");
  expect(problemOf(await open.comeBackAs({ ...carol, groups: ["guests"] }))).toBe("not_allowed");
  const demoted = person({ email: ada.email, groups: ["deck"] });
  expect(await roleOf(demoted)).toBe("admin");

  expect(await roleOf({ ...carol, groups: ["captains"] })).toBe("admin");
  const revoked: string[] = [];
  open.t.identity.onRevoked(({ userId }) => revoked.push(userId));
  expect(await roleOf(demoted)).toBe("viewer");
  expect(revoked).toEqual([admin.userId]);
  const { entries } = await open.t.identity.audit.list({ ...admin }, { action: "users.update" });
  expect(entries).toMatchObject([{ target: admin.userId, before: { role: "admin" }, after: { role: "viewer" } }, {}]);
});

test("what the ID token leaves out is asked for, and only of the same person", async () => {
  await using open = await openTestSso({ createAccounts: true, allowedGroups: ["crew"] });
  await open.t.setUp();
  open.provider.userInfo = { ...person({ sub: "1" }), groups: "crew" };
  expect(signedInBy(await open.comeBackAs({ sub: "1" })).user.email).toBe("carol@example.org");
  expect(problemOf(await open.comeBackAs({ sub: "2" }))).toBe("invalid");
  // An address of one place is not vouched for by the other.
  open.provider.userInfo = { ...person({ sub: "3" }), groups: "crew" };
  expect(problemOf(await open.comeBackAs({ sub: "3", email: "dora@example.org" }))).toBe("unverified");
});

test("a provider may name people by another claim, and be trusted with addresses", async () => {
  await using open = await openTestSso({ createAccounts: true, trustEmail: true }, { subjectClaim: "oid" });
  await open.t.setUp();
  const first = signedInBy(await open.comeBackAs({ sub: "a", oid: "1", preferred_username: "eve@example.org" }));
  expect(first.user.email).toBe("eve@example.org");
  expect(signedInBy(await open.comeBackAs({ sub: "b", oid: "1" })).user.id).toBe(first.user.id);
  expect(problemOf(await open.comeBackAs({ sub: "1", preferred_username: "eve@example.org" }))).toBe("invalid");
});
