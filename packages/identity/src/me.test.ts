import { expect, test } from "vitest";
import { actorOf, openWithTwoUsers } from "./testing/open-test-identity.ts";

test("a login is told who it is and when its access token ends", async () => {
  await using t = await openWithTwoUsers();
  expect(await t.identity.me(t.member)).toEqual({ user: t.memberUser, via: "login", accessExpiresAt: t.member.expiresAt });
});

test("an API token is told whose it is, and cannot sign out", async () => {
  await using t = await openWithTwoUsers();
  const { secret } = await t.identity.createToken(t.member, { name: "ci" });
  const actor = await actorOf(t.identity, secret);
  expect(await t.identity.me(actor)).toEqual({ user: t.memberUser, via: "token", accessExpiresAt: null });
  await expect(t.identity.logout(actor)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await t.identity.isActive(t.member)).toBe(true);
});

test("a user who is gone is nobody", async () => {
  await using t = await openWithTwoUsers();
  await t.db.deleteFrom("users").where("id", "=", t.memberUser.id).execute();
  await expect(t.identity.me(t.member)).rejects.toMatchObject({ kind: "unauthenticated" });
});
