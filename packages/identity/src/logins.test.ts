import { expect, test } from "vitest";
import { deviceOf } from "./device-of.ts";
import { POLICY } from "./policy.ts";
import { actorOf, ada, bob, laptop, openWithTwoUsers } from "./testing/open-test-identity.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const phone = { address: "192.0.2.7", userAgent: FIREFOX };

test("S10: people see where they are signed in: the device, the address, when, and which one they ask from", async () => {
  await using t = await openWithTwoUsers();
  t.clock.advance(1_000);
  await t.identity.login(bob, phone);
  const [newest, first, ...rest] = await t.identity.listLogins(t.member, {});
  expect(rest).toEqual([]);
  expect(newest).toMatchObject({ device: "Firefox on Linux", address: "192.0.2.7", lastSeenAt: t.clock.now(), current: false });
  expect(first).toMatchObject({ device: "Something", address: laptop.address, current: true });
  expect(Object.keys(newest ?? {}).sort()).toEqual([
    "address",
    "createdAt",
    "current",
    "device",
    "expiresAt",
    "id",
    "lastSeenAt",
  ]);
  t.clock.advance(POLICY.loginLifeMs);
  expect(await t.identity.listLogins(t.member, {})).toEqual([]);
});

test.each([
  [FIREFOX, "Firefox on Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge on Windows",
  ],
  ["node", "A program"],
  ["", "Something"],
])("of %j is said that it is %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

test("S10: a login is ended by its owner or an administrator, at once, and by nobody else", async () => {
  await using t = await openWithTwoUsers();
  const there = await t.identity.login(bob, phone);
  const actor = await actorOf(t.identity, there.tokens.accessToken);
  const id = actor.via.kind === "login" ? actor.via.loginId : "";
  const ended: unknown[] = [];
  t.identity.onRevoked((event) => ended.push(event));
  await t.identity.revokeLogin(t.member, id);
  expect(ended).toEqual([{ userId: t.memberUser.id, loginId: id }]);
  expect(await t.identity.authenticate(there.tokens.accessToken)).toBeNull();
  await expect(t.identity.revokeLogin(t.member, id)).rejects.toMatchObject({ kind: "not_found" });
  const [admins] = await t.identity.listLogins(t.admin, {});
  await expect(t.identity.revokeLogin(t.member, admins?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
  const [mine] = await t.identity.listLogins(t.admin, { userId: t.memberUser.id });
  await t.identity.revokeLogin(t.admin, mine?.id ?? "");
  expect(await t.identity.isActive(t.member)).toBe(false);
});

const next = "a quite new one";
const change = { current: bob.password, password: next };

test("S10: who knows the password may change it, and is then signed in nowhere else", async () => {
  await using t = await openWithTwoUsers();
  const other = await t.identity.login(bob, phone);
  await t.identity.changePassword(t.member, change, laptop);
  expect(await t.identity.isActive(t.member)).toBe(true);
  expect(await t.identity.authenticate(other.tokens.accessToken)).toBeNull();
  await expect(t.identity.login(bob, phone)).rejects.toMatchObject({ kind: "unauthenticated" });
  await t.identity.login({ email: bob.email, password: next }, phone);
});

test("the other logins stay when that is wanted", async () => {
  await using t = await openWithTwoUsers();
  const other = await t.identity.login(bob, phone);
  await t.identity.changePassword(t.member, { ...change, endOthers: false }, laptop);
  expect(await t.identity.authenticate(other.tokens.accessToken)).not.toBeNull();
});

test("a password is not changed by an API token, nor with a wrong one, and guessing is throttled as at the sign-in", async () => {
  await using t = await openWithTwoUsers();
  const token = await actorOf(t.identity, (await t.identity.createToken(t.member, { name: "ci" })).secret);
  await expect(t.identity.changePassword(token, change, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  const guess = () => t.identity.changePassword(t.member, { ...change, current: ada.password }, laptop);
  for (let tries = 0; tries < POLICY.throttle.freeFailures; tries++) {
    await expect(guess()).rejects.toMatchObject({ kind: "forbidden" });
  }
  await expect(guess()).rejects.toMatchObject({ kind: "quota" });
  t.clock.advance(POLICY.throttle.longestDelayMs + POLICY.throttle.windowMs);
  await t.identity.login(bob, laptop);
});

test("S3: a password that everybody uses is refused, in whatever case, and a short one that nobody uses is not", async () => {
  await using t = await openWithTwoUsers();
  for (const password of ["password123", "Password1", "QWERTYUIOP", "12345678"]) {
    const refused = t.identity.changePassword(t.member, { ...change, password }, laptop);
    await expect(refused).rejects.toMatchObject({ kind: "invalid", facts: { field: "password" } });
  }
  await t.identity.changePassword(t.member, { ...change, password: "xq7-vomt" }, laptop);
});

test("people change what they are called", async () => {
  await using t = await openWithTwoUsers();
  expect(await t.identity.updateProfile(t.member, { name: "Robert" })).toEqual({ ...t.memberUser, name: "Robert" });
  expect((await t.identity.me(t.member)).user.name).toBe("Robert");
});

test("a user is deleted once disabled, when the other parts have let go, with all logins and tokens", async () => {
  await using t = await openWithTwoUsers();
  const { id } = t.memberUser;
  await t.identity.createToken(t.member, { name: "ci" });
  const forgotten: string[] = [];
  const deletion = { id, forget: async (userId: string) => void forgotten.push(userId) };
  await expect(t.identity.deleteUser(t.member, deletion)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(t.identity.deleteUser(t.admin, deletion)).rejects.toMatchObject({ kind: "conflict" });
  expect(forgotten).toEqual([]);
  await t.identity.updateUser(t.admin, { id, disabled: true });
  const held = { id, forget: () => Promise.reject(new Error("something runs")) };
  await expect(t.identity.deleteUser(t.admin, held)).rejects.toThrow("something runs");
  expect(await t.identity.getUser(t.admin, id)).toMatchObject({ id, disabled: true, lastSeenAt: expect.any(Number) });
  await t.identity.deleteUser(t.admin, deletion);
  expect(forgotten).toEqual([id]);
  for (const gone of [t.identity.getUser(t.admin, id), t.identity.deleteUser(t.admin, deletion)]) {
    await expect(gone).rejects.toMatchObject({ kind: "not_found" });
  }
  expect(await t.db.selectFrom("apiTokens").select("id").execute()).toEqual([]);
});
