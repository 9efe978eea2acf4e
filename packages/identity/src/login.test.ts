import { verify } from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { POLICY } from "./policy.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { actorOf, ada, bob, CHEAP, laptop, openTestIdentity, openWithTwoUsers, START } from "./testing/open-test-identity.ts";

vi.mock("@node-rs/argon2", { spy: true });

test("the right password signs in, in whatever case the address is written", async () => {
  await using t = await openTestIdentity();
  const { user } = await t.setUp();
  const signedIn = await t.identity.login({ email: " ADA@example.ORG ", password: ada.password }, laptop);
  expect(signedIn.user).toEqual(user);
  expect(signedIn.accessExpiresAt).toBe(START + 15 * 60_000);
  expect(signedIn.refreshExpiresAt).toBe(START + 7 * 86_400_000);
});

test("S10: who is just signing in with a password that is being replaced is not let in", async () => {
  await using t = await openWithTwoUsers();
  vi.mocked(verify).mockImplementationOnce(async () => {
    await t.identity.changePassword(t.member, { current: bob.password, password: "another password" }, laptop);
    return true;
  });
  await expect(t.identity.login(bob, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await t.identity.listLogins(t.member, {})).toHaveLength(1);
});

test("S4: unknown user, wrong password and disabled user get one answer, for the same work", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  const tries = [{ email: "nobody@example.org", password: ada.password }, { email: ada.email, password: "wrong" }, bob];
  const answers: unknown[] = [];
  for (const input of tries) {
    vi.mocked(verify).mockClear();
    answers.push(await t.identity.login(input, laptop).catch(({ kind, message, facts }) => ({ kind, message, facts })));
    expect(vi.mocked(verify).mock.calls).toEqual([[expect.stringMatching(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/), input.password]]);
  }
  expect(answers[0]).toEqual({ kind: "unauthenticated", message: "wrong e-mail address or password", facts: {} });
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
});

test("S2: a password of 200 characters works, and its 73rd byte matters", async () => {
  await using t = await openWithTwoUsers();
  const password = "p".repeat(200);
  const grace = { email: "grace@example.org", name: "Grace", password };
  await t.identity.createUser(t.admin, grace);
  expect((await t.identity.login(grace, laptop)).user.email).toBe(grace.email);
  const other = `${"p".repeat(72)}q${"p".repeat(127)}`;
  await expect(t.identity.login({ ...grace, password: other }, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("a password is the same however its accents are composed", async () => {
  await using t = await openWithTwoUsers();
  const grace = { email: "grace@example.org", name: "Grace", password: "caf\u00e9 au lait" };
  await t.identity.createUser(t.admin, grace);
  expect((await t.identity.login({ ...grace, password: "cafe\u0301 au lait" }, laptop)).user.email).toBe(grace.email);
});

test("S1: passwords are kept as argon2id, by default at least as strong as OWASP asks", async () => {
  await using t = await openTestIdentity({ argon2: DEFAULT_SETTINGS.argon2 });
  await t.setUp();
  const { passwordHash } = await t.db.selectFrom("users").select("passwordHash").executeTakeFirstOrThrow();
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("too many sign-ins at once are refused, and the refused ones do not count as failed", async () => {
  await using t = await openTestIdentity({ ...CHEAP, hashesAtOnce: 1, hashesWaiting: 1 });
  await t.setUp();
  const tries = await Promise.allSettled(Array.from({ length: 4 }, () => t.identity.login(ada, laptop)));
  const kinds = tries.map((outcome) => (outcome.status === "fulfilled" ? "signed in" : outcome.reason.kind));
  expect(kinds).toEqual(["signed in", "signed in", "unavailable", "unavailable"]);
  const rows = await t.db.selectFrom("loginThrottle").select("failures").execute();
  expect(rows.every((row) => row.failures === 0)).toBe(true);
});

test("a login keeps where it came from, and the least recently seen gives way when there are too many", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  const oldest = await actorOf(t.identity, tokens.accessToken);
  const ended: unknown[] = [];
  t.identity.onRevoked((event) => ended.push(event));
  for (let index = 1; index < POLICY.loginsPerUser; index++) {
    t.clock.advance(1);
    await t.identity.login(ada, { address: `192.0.2.${index}`, userAgent: "x".repeat(1_000) });
  }
  expect(ended).toEqual([]);
  await t.identity.login(ada, laptop);
  expect(ended).toEqual([{ userId: oldest.userId, loginId: oldest.via.kind === "login" ? oldest.via.loginId : "" }]);
  expect(await t.identity.isActive(oldest)).toBe(false);
  const logins = await t.db.selectFrom("logins").select(["address", "userAgent"]).orderBy("id").execute();
  expect(logins).toHaveLength(POLICY.loginsPerUser);
  expect(logins[0]).toEqual({ address: "192.0.2.1", userAgent: "x".repeat(300) });
});

test("logins whose life is over are forgotten at the next sign-in", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  t.clock.advance(POLICY.loginLifeMs);
  await t.identity.login(ada, laptop);
  expect(await t.db.selectFrom("logins").select("createdAt").execute()).toEqual([{ createdAt: t.clock.now() }]);
  expect(await t.db.selectFrom("refreshTokens").select("issuedAt").execute()).toEqual([{ issuedAt: t.clock.now() }]);
});
