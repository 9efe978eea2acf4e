import { expect, test } from "vitest";
import { POLICY } from "./policy.ts";
import { actorOf, openWithTwoUsers } from "./testing/open-test-identity.ts";

test("a login stays active beyond its access token, and until its own end", async () => {
  await using t = await openWithTwoUsers();
  t.clock.advance(POLICY.accessTokenLifeMs * 2);
  expect(await t.identity.isActive(t.member)).toBe(true);
  t.clock.advance(POLICY.loginLifeMs);
  expect(await t.identity.isActive(t.member)).toBe(false);
});

test("S8: logout, disabling and a change of role end it", async () => {
  await using t = await openWithTwoUsers();
  const byToken = await actorOf(t.identity, (await t.identity.createToken(t.member, { name: "ci" })).secret);
  await t.db.updateTable("users").set({ role: "admin" }).where("id", "=", t.memberUser.id).execute();
  expect([await t.identity.isActive(t.member), await t.identity.isActive(byToken)]).toEqual([false, false]);
  await t.db.updateTable("users").set({ role: "member" }).where("id", "=", t.memberUser.id).execute();
  expect([await t.identity.isActive(t.member), await t.identity.isActive(byToken)]).toEqual([true, true]);
  await t.identity.logout(t.member);
  expect([await t.identity.isActive(t.member), await t.identity.isActive(byToken)]).toEqual([false, true]);
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  expect(await t.identity.isActive(byToken)).toBe(false);
});

test("a revoked or expired API token is not active", async () => {
  await using t = await openWithTwoUsers();
  const one = await t.identity.createToken(t.member, { name: "one" });
  const two = await t.identity.createToken(t.member, { name: "two", expiresInDays: 1 });
  const actors = [await actorOf(t.identity, one.secret), await actorOf(t.identity, two.secret)] as const;
  await t.identity.revokeToken(t.member, one.token.id);
  expect([await t.identity.isActive(actors[0]), await t.identity.isActive(actors[1])]).toEqual([false, true]);
  t.clock.advance(86_400_000);
  expect(await t.identity.isActive(actors[1])).toBe(false);
});

test("whoever listens hears of logout, revocation and disabling, until they stop listening", async () => {
  await using t = await openWithTwoUsers();
  const events: unknown[] = [];
  t.identity.onRevoked(() => {
    throw new Error("a socket that is closed already");
  });
  const stop = t.identity.onRevoked((event) => events.push(event));
  const { token } = await t.identity.createToken(t.member, { name: "ci" });
  await t.identity.revokeToken(t.member, token.id);
  await t.identity.logout(t.member);
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: false });
  stop();
  await t.identity.logout(t.admin);
  const userId = t.memberUser.id;
  const loginId = t.member.via.kind === "login" ? t.member.via.loginId : "";
  expect(events).toEqual([{ userId, tokenId: token.id }, { userId, loginId }, { userId }]);
});

test("being alive is remembered for a moment, and a revocation forgets it at once", async () => {
  await using t = await openWithTwoUsers();
  expect(await t.identity.isActive(t.member)).toBe(true);
  await t.db.updateTable("logins").set({ revokedAt: t.clock.now() }).execute();
  expect(await t.identity.isActive(t.member)).toBe(true);
  t.clock.advance(POLICY.activeForMs);
  expect(await t.identity.isActive(t.member)).toBe(false);
  await t.db.updateTable("logins").set({ revokedAt: null }).execute();
  expect(await t.identity.isActive(t.member)).toBe(true);
  const looking = t.identity.isActive(t.admin);
  await t.identity.logout(t.member);
  await looking;
  expect(await t.identity.isActive(t.member)).toBe(false);
});
