import { expect, test } from "vitest";
import { ada, bob, laptop, openTestIdentity } from "./testing/open-test-identity.ts";

test("S3: the setup code makes the first administrator and signs in", async () => {
  await using t = await openTestIdentity();
  expect(await t.identity.setupRequired()).toBe(true);
  const code = await t.identity.issueSetupCode();
  const signedIn = await t.identity.setup({ ...ada, email: "Ada@Example.org", code }, laptop);
  expect(signedIn.user).toMatchObject({ email: "ada@example.org", name: "Ada", role: "admin", disabled: false });
  expect(await t.identity.authenticate(signedIn.tokens.accessToken)).toMatchObject({ userId: signedIn.user.id, role: "admin" });
  expect(await t.identity.setupRequired()).toBe(false);
});

test("a setup code has 256 bits and its text is kept nowhere", async () => {
  await using t = await openTestIdentity();
  const code = await t.identity.issueSetupCode();
  expect(Buffer.from(code, "base64url")).toHaveLength(32);
  expect(JSON.stringify(t.identity)).not.toContain(code);
  expect(JSON.stringify(await t.db.selectFrom("settings").selectAll().execute())).not.toContain(code);
});

test.each(["", "wrong", "A".repeat(43)])("the wrong code %j is forbidden and makes nobody", async (code) => {
  await using t = await openTestIdentity();
  await expect(t.identity.setup({ ...ada, code }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await t.identity.issueSetupCode();
  await expect(t.identity.setup({ ...ada, code }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await t.identity.setupRequired()).toBe(true);
});

test("a new code or a new start voids the code before", async () => {
  await using t = await openTestIdentity();
  const first = await t.identity.issueSetupCode();
  const second = await t.identity.issueSetupCode();
  await expect(t.identity.setup({ ...ada, code: first }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await t.restart();
  await expect(t.identity.setup({ ...ada, code: second }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
});

test("S3: once there is a user, setup is over, whatever the code", async () => {
  await using t = await openTestIdentity();
  const code = await t.identity.issueSetupCode();
  await t.identity.setup({ ...ada, code }, laptop);
  await expect(t.identity.setup({ ...bob, code }, laptop)).rejects.toMatchObject({ kind: "conflict" });
  await expect(t.identity.setup({ ...bob, code: "wrong" }, laptop)).rejects.toMatchObject({ kind: "conflict" });
  await expect(t.identity.issueSetupCode()).rejects.toMatchObject({ kind: "conflict" });
});

test("of two who use the code at the same moment, one becomes the administrator", async () => {
  await using t = await openTestIdentity();
  const code = await t.identity.issueSetupCode();
  const outcomes = await Promise.allSettled([ada, bob].map((who) => t.identity.setup({ ...who, code }, laptop)));
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { kind: "conflict" } });
  expect(await t.db.selectFrom("users").select("role").execute()).toEqual([{ role: "admin" }]);
});
