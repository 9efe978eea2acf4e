import { Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { bob, laptop, openWithTwoUsers } from "./testing/open-test-identity.ts";

const grace = { email: "grace@example.org", name: "Grace", password: "compilers1" };

test("an administrator sees everyone, oldest first, and nobody's password", async () => {
  await using t = await openWithTwoUsers();
  const users = await t.identity.listUsers(t.admin);
  expect(users).toEqual([t.adminUser, t.memberUser]);
  expect(JSON.stringify(users)).not.toContain("argon2");
});

test("a member may neither list, nor create, nor change users", async () => {
  await using t = await openWithTwoUsers();
  const forbidden = { kind: "forbidden" };
  await expect(t.identity.listUsers(t.member)).rejects.toMatchObject(forbidden);
  await expect(t.identity.createUser(t.member, grace)).rejects.toMatchObject(forbidden);
  await expect(t.identity.updateUser(t.member, { id: t.memberUser.id, disabled: true })).rejects.toMatchObject(forbidden);
  expect(await t.identity.listUsers(t.admin)).toHaveLength(2);
});

test("a new user is a member unless made an administrator, and can sign in", async () => {
  await using t = await openWithTwoUsers();
  expect(t.memberUser).toMatchObject({ role: "member", email: bob.email, disabled: false, createdAt: t.clock.now() });
  expect(await t.identity.createUser(t.admin, { ...grace, role: "admin" })).toMatchObject({ role: "admin" });
  expect((await t.identity.login(grace, laptop)).user.role).toBe("admin");
});

test("an e-mail address belongs to one user, in whatever case it is written", async () => {
  await using t = await openWithTwoUsers();
  for (const email of [bob.email, "BOB@Example.ORG"]) {
    await expect(t.identity.createUser(t.admin, { ...grace, email })).rejects.toMatchObject({ kind: "conflict" });
  }
  const both = await Promise.allSettled([t.identity.createUser(t.admin, grace), t.identity.createUser(t.admin, grace)]);
  expect(both.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected"]);
});

test("disabling ends a user's logins at once, and enabling lets them sign in anew", async () => {
  await using t = await openWithTwoUsers();
  const { id } = t.memberUser;
  expect(await t.identity.updateUser(t.admin, { id, disabled: true })).toEqual({ ...t.memberUser, disabled: true });
  expect(await t.identity.authenticate(t.memberTokens.accessToken)).toBeNull();
  await expect(t.identity.login(bob, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await t.identity.updateUser(t.admin, { id, disabled: false })).toEqual(t.memberUser);
  expect((await t.identity.login(bob, laptop)).user).toEqual(t.memberUser);
});

test("an administrator gives somebody another e-mail address, which nobody else has; links to the one before are void", async () => {
  await using t = await openWithTwoUsers();
  const { id } = t.memberUser;
  const link = await t.identity.createResetLink(t.admin, id);
  const email = "bobby@example.org";
  expect(await t.identity.updateUser(t.admin, { id, email })).toEqual({ ...t.memberUser, email });
  await expect(t.identity.login(bob, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
  expect((await t.identity.login({ ...bob, email }, laptop)).user.id).toBe(id);
  expect(await t.identity.authenticate(t.memberTokens.accessToken)).toMatchObject({ userId: id });
  const token = link.url.split("#token=")[1] ?? "";
  const reset = t.identity.resetPassword({ token, password: "quite another one" }, laptop);
  await expect(reset).rejects.toMatchObject({ kind: "not_found" });
  const taken = t.identity.updateUser(t.admin, { id, email: t.adminUser.email });
  await expect(taken).rejects.toMatchObject({ kind: "conflict" });
  const { entries } = await t.identity.audit.list(t.admin, { action: "users.update" });
  expect(entries).toMatchObject([{ before: { email: bob.email }, after: { email } }]);
});

test("S8: another role ends access tokens and sockets, and is there after the next refresh", async () => {
  await using t = await openWithTwoUsers();
  const ended: unknown[] = [];
  t.identity.onRevoked((event) => ended.push(event));
  const changed = await t.identity.updateUser(t.admin, { id: t.memberUser.id, role: "operator" });
  expect(changed).toEqual({ ...t.memberUser, role: "operator" });
  expect(ended).toEqual([{ userId: t.memberUser.id }]);
  expect([await t.identity.isActive(t.member), await t.identity.authenticate(t.memberTokens.accessToken)]).toEqual([false, null]);
  const { tokens } = await t.identity.refresh(t.memberTokens.refreshToken, laptop);
  expect(await t.identity.authenticate(tokens.accessToken)).toMatchObject({ role: "operator" });
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, role: "operator" });
  expect(ended).toHaveLength(1);
});

test("the same change twice is the same as once", async () => {
  await using t = await openWithTwoUsers();
  const change = { id: t.memberUser.id, disabled: true };
  expect(await t.identity.updateUser(t.admin, change)).toEqual(await t.identity.updateUser(t.admin, change));
  expect(await t.identity.updateUser(t.admin, { id: t.adminUser.id, disabled: false })).toEqual(t.adminUser);
});

test("S21: the last administrator who is enabled stays, and stays one", async () => {
  await using t = await openWithTwoUsers();
  const disableAda = () => t.identity.updateUser(t.admin, { id: t.adminUser.id, disabled: true });
  await expect(disableAda()).rejects.toMatchObject({ kind: "conflict" });
  const lower = t.identity.updateUser(t.admin, { id: t.adminUser.id, role: "member" });
  await expect(lower).rejects.toMatchObject({ kind: "conflict" });
  expect(await t.identity.isActive(t.admin)).toBe(true);
  const second = await t.identity.createUser(t.admin, { ...grace, role: "admin" });
  await t.identity.updateUser(t.admin, { id: second.id, disabled: true });
  await expect(disableAda()).rejects.toMatchObject({ kind: "conflict" });
  await t.identity.updateUser(t.admin, { id: second.id, disabled: false });
  expect(await disableAda()).toMatchObject({ disabled: true });
});

test("a user who does not exist is not found", async () => {
  await using t = await openWithTwoUsers();
  const nobody = { id: "0199aaaa-0000-7000-8000-000000000000", disabled: true };
  await expect(t.identity.updateUser(t.admin, nobody)).rejects.toMatchObject({ kind: "not_found" });
});

test("what runs of a user is ended for an administrator alone, and that is written down before and after", async () => {
  await using t = await openWithTwoUsers();
  const { id } = t.memberUser;
  const ended: string[] = [];
  const ending = { id, end: async (userId: string) => ended.push(userId) };
  await expect(t.identity.endTerminalsOf(t.member, ending)).rejects.toMatchObject({ kind: "forbidden" });
  const nobody = { ...ending, id: crypto.randomUUID() };
  await expect(t.identity.endTerminalsOf(t.admin, nobody)).rejects.toMatchObject({ kind: "not_found" });
  expect(ended).toEqual([]);
  expect(await t.identity.endTerminalsOf(t.admin, ending)).toEqual({ ended: 1 });
  const { entries } = await t.identity.audit.list(t.admin, { action: "users.endTerminals" });
  expect(entries).toMatchObject([
    { target: id, result: "ok", after: { ended: 1 } },
    { target: id, result: "begun" },
  ]);
});

test("that not everything of a user could be ended is written down, too", async () => {
  await using t = await openWithTwoUsers();
  const left = new Fault("unavailable", "1 terminals could not be ended; try again", { ended: 2, left: 1 });
  const ending = { id: t.memberUser.id, end: () => Promise.reject(left) };
  await expect(t.identity.endTerminalsOf(t.admin, ending)).rejects.toBe(left);
  const { entries } = await t.identity.audit.list(t.admin, { action: "users.endTerminals" });
  expect(entries).toMatchObject([{ result: "failed", after: { ended: 2, left: 1 } }, { result: "begun" }]);
});
