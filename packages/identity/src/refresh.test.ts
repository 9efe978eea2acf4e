import { expect, test } from "vitest";
import { POLICY } from "./policy.ts";
import { actorOf, ada, laptop, openTestIdentity, openWithTwoUsers } from "./testing/open-test-identity.ts";

const DAY = 86_400_000;
const ended = { kind: "unauthenticated" };

test("a refresh gives a new pair for the same login and says where it was used last", async () => {
  await using t = await openTestIdentity();
  const first = await t.setUp();
  const { via } = await actorOf(t.identity, first.tokens.accessToken);
  t.clock.advance(DAY);
  const second = await t.identity.refresh(first.tokens.refreshToken, { address: "203.0.113.9", userAgent: "phone" });
  expect(second.user).toEqual(first.user);
  expect(second.tokens.refreshToken).not.toBe(first.tokens.refreshToken);
  expect((await actorOf(t.identity, second.tokens.accessToken)).via).toEqual(via);
  expect(await t.db.selectFrom("logins").select(["address", "userAgent", "lastSeenAt"]).execute()).toEqual([
    { address: "203.0.113.9", userAgent: "phone", lastSeenAt: t.clock.now() },
  ]);
});

test("S9: only hashes of refresh tokens are kept", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  expect(Buffer.from(tokens.refreshToken, "base64url")).toHaveLength(32);
  const rows = await t.db.selectFrom("refreshTokens").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(tokens.refreshToken);
});

test("S9: a used token that comes back ends the whole login and says so at once", async () => {
  await using t = await openTestIdentity();
  const events: unknown[] = [];
  t.identity.onRevoked((event) => events.push(event));
  const first = await t.setUp();
  const second = await t.identity.refresh(first.tokens.refreshToken, laptop);
  t.clock.advance(POLICY.refreshGraceMs + 1);
  await expect(t.identity.refresh(first.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
  expect(events).toEqual([{ userId: first.user.id, loginId: expect.any(String) }]);
  expect(await t.identity.authenticate(second.tokens.accessToken)).toBeNull();
  await expect(t.identity.refresh(second.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
});

test("a used token is refused within the grace when its successor has been used", async () => {
  await using t = await openTestIdentity();
  const first = await t.setUp();
  const second = await t.identity.refresh(first.tokens.refreshToken, laptop);
  const third = await t.identity.refresh(second.tokens.refreshToken, laptop);
  await expect(t.identity.refresh(first.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
  await expect(t.identity.refresh(third.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
});

test("S9: two tabs that refresh at once both stay signed in, and whichever token the browser kept goes on", async () => {
  for (const kept of [0, 1]) {
    await using t = await openTestIdentity();
    const { tokens } = await t.setUp();
    const pairs = await Promise.all([1, 2].map(() => t.identity.refresh(tokens.refreshToken, laptop)));
    for (const pair of pairs) expect(await t.identity.authenticate(pair.tokens.accessToken)).not.toBeNull();
    t.clock.advance(POLICY.accessTokenLifeMs);
    const next = await t.identity.refresh(pairs[kept]?.tokens.refreshToken ?? "", laptop);
    expect(await t.identity.authenticate(next.tokens.accessToken)).not.toBeNull();
  }
});

test("of two tokens given for the same one, the second to come back tells of a theft", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  const mine = await t.identity.refresh(tokens.refreshToken, laptop);
  const thiefs = await t.identity.refresh(tokens.refreshToken, laptop);
  const next = await t.identity.refresh(mine.tokens.refreshToken, laptop);
  await expect(t.identity.refresh(thiefs.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
  expect(await t.identity.authenticate(next.tokens.accessToken)).toBeNull();
});

test("S9: a token that is not used for seven days ends", async () => {
  await using t = await openTestIdentity();
  const first = await t.setUp();
  t.clock.advance(7 * DAY - 1);
  const second = await t.identity.refresh(first.tokens.refreshToken, laptop);
  t.clock.advance(7 * DAY);
  await expect(t.identity.refresh(second.tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
});

test("S9: a login ends thirty days after it began, however often it is refreshed", async () => {
  await using t = await openTestIdentity();
  let { tokens, refreshExpiresAt } = await t.setUp();
  const end = t.clock.now() + 30 * DAY;
  for (let day = 0; day < 29; day += 1) {
    t.clock.advance(DAY);
    ({ tokens, refreshExpiresAt } = await t.identity.refresh(tokens.refreshToken, laptop));
    expect(refreshExpiresAt).toBe(Math.min(t.clock.now() + 7 * DAY, end));
  }
  t.clock.advance(DAY);
  await expect(t.identity.refresh(tokens.refreshToken, laptop)).rejects.toMatchObject(ended);
});

test("a disabled user, a logged-out login and an unknown token get the same refusal", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  await t.identity.logout(t.admin);
  const answers: unknown[] = [];
  for (const token of [t.memberTokens.refreshToken, t.adminTokens.refreshToken, "x".repeat(43), "", t.adminTokens.accessToken]) {
    answers.push(await t.identity.refresh(token, laptop).catch(({ kind, message }) => ({ kind, message })));
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ kind: "unauthenticated", message: "this login has ended; sign in again" })]),
  );
});

test("a restart signs nobody out", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  await t.restart();
  expect(await t.identity.authenticate(tokens.accessToken)).not.toBeNull();
  expect((await t.identity.refresh(tokens.refreshToken, laptop)).user.email).toBe(ada.email);
});
