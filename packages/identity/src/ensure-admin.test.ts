import { expect, test } from "vitest";
import { ada, laptop, openTestIdentity } from "./testing/open-test-identity.ts";

test("makes the first administrator, who can sign in, and closes setup", async () => {
  await using t = await openTestIdentity();
  const code = await t.identity.issueSetupCode();
  await t.identity.ensureAdmin({ email: " Ada@Example.org ", password: ada.password });
  expect((await t.identity.login(ada, laptop)).user).toMatchObject({ email: "ada@example.org", role: "admin" });
  await expect(t.identity.setup({ ...ada, code }, laptop)).rejects.toMatchObject({ kind: "conflict" });
});

test("does nothing when there is a user, even with values that are not valid", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await t.identity.ensureAdmin({ email: "other@example.org", password: "another password" });
  await t.identity.ensureAdmin({ email: "nonsense", password: "" });
  expect(await t.db.selectFrom("users").select("email").execute()).toEqual([{ email: ada.email }]);
});

test.each([
  [{ email: "nonsense", password: ada.password }, "email", "the administrator's email: enter an e-mail address"],
  [{ email: ada.email, password: "short" }, "password", "the administrator's password: use at least 8 characters"],
] as const)("says which value is bad", async (admin, field, message) => {
  await using t = await openTestIdentity();
  await expect(t.identity.ensureAdmin(admin)).rejects.toMatchObject({
    kind: "invalid",
    facts: { field },
    message: expect.stringContaining(message),
  });
  expect(await t.identity.setupRequired()).toBe(true);
});
