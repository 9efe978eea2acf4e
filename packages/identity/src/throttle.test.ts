import { expect, test } from "vitest";
import { POLICY } from "./policy.ts";
import { ada, laptop, openTestIdentity, type TestIdentity } from "./testing/open-test-identity.ts";

const { freeFailures, windowMs, firstDelayMs, longestDelayMs } = POLICY.throttle;
const wrong = { email: ada.email, password: "wrong" };

let host = 0;
const elsewhere = () => ({ ...laptop, address: `198.51.100.${++host % 250}` });

const stranger = (index: number) => ({ email: `user${index}@example.org`, password: "x" });

async function fail(t: TestIdentity, times: number, how: { from?: () => typeof laptop; as?: typeof wrong } = {}): Promise<void> {
  const { from = elsewhere, as = wrong } = how;
  for (let count = 0; count < times; count++) {
    await expect(t.identity.login(as, from())).rejects.toMatchObject({ kind: "unauthenticated" });
  }
}

const blocked = (retryAfterMs: number) => ({ kind: "quota", facts: { retryAfterMs } });

test("S5: after five failures an account waits, wherever they came from, even for the right password", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures);
  await expect(t.identity.login(ada, elsewhere())).rejects.toMatchObject(blocked(firstDelayMs));
  t.clock.advance(firstDelayMs - 1);
  await expect(t.identity.login(ada, elsewhere())).rejects.toMatchObject(blocked(1));
  t.clock.advance(1);
  expect((await t.identity.login(ada, elsewhere())).user.email).toBe(ada.email);
});

test("S5: what strangers try elsewhere does not keep out who is signed in from here", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures);
  expect((await t.identity.login(ada, laptop)).user.email).toBe(ada.email);
  await expect(t.identity.login(ada, elsewhere())).rejects.toMatchObject(blocked(firstDelayMs));
  await fail(t, freeFailures, { from: () => laptop });
  await expect(t.identity.login(ada, laptop)).rejects.toMatchObject(blocked(firstDelayMs));
});

test("an account that does not exist waits just the same", async () => {
  await using t = await openTestIdentity();
  const nobody = { email: "nobody@example.org", password: "x" };
  await fail(t, freeFailures, { as: nobody });
  await expect(t.identity.login(nobody, elsewhere())).rejects.toMatchObject(blocked(firstDelayMs));
});

test("S5: after five failures an address waits, whatever the account, and others do not", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  for (let index = 0; index < freeFailures; index++) {
    await fail(t, 1, { from: () => laptop, as: stranger(index) });
  }
  await expect(t.identity.login(ada, laptop)).rejects.toMatchObject(blocked(firstDelayMs));
  expect((await t.identity.login(ada, elsewhere())).user.email).toBe(ada.email);
});

test("a whole IPv6 /64 counts as one address", async () => {
  await using t = await openTestIdentity();
  let suffix = 0;
  const neighbour = () => ({ ...laptop, address: `2001:db8:1:2::${(++suffix).toString(16)}` });
  for (let index = 0; index < freeFailures; index++) {
    await fail(t, 1, { from: neighbour, as: stranger(index) });
  }
  await expect(t.identity.login(wrong, neighbour())).rejects.toMatchObject(blocked(firstDelayMs));
});

test("S5: the delay doubles with each further failure up to a quarter of an hour, and never locks for ever", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures);
  const delays: number[] = [];
  for (let count = 0; count < 8; count++) {
    const refused = await t.identity.login(wrong, elsewhere()).catch((error) => error);
    delays.push(refused.facts.retryAfterMs);
    t.clock.advance(refused.facts.retryAfterMs);
    await fail(t, 1);
  }
  expect(delays).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000]);
  t.clock.advance(longestDelayMs);
  expect((await t.identity.login(ada, elsewhere())).user.email).toBe(ada.email);
});

test("a success clears the account's failures", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures - 1);
  await t.identity.login(ada, elsewhere());
  await fail(t, freeFailures - 1);
  expect((await t.identity.login(ada, elsewhere())).user.email).toBe(ada.email);
});

test("someone with an account of their own cannot clear the failures of their address with it", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  for (let index = 0; index < freeFailures - 1; index++) {
    await fail(t, 1, { from: () => laptop, as: stranger(index) });
    await t.identity.login(ada, laptop);
  }
  await fail(t, 1, { from: () => laptop, as: stranger(99) });
  await expect(t.identity.login(ada, laptop)).rejects.toMatchObject(blocked(firstDelayMs));
});

test("failures are forgotten five minutes after the last one", async () => {
  await using t = await openTestIdentity();
  await fail(t, freeFailures - 1);
  t.clock.advance(windowMs);
  await fail(t, freeFailures - 1);
  t.clock.advance(windowMs);
  await fail(t, 1);
  expect(await t.db.selectFrom("loginThrottle").selectAll().execute()).toHaveLength(2);
});

test("S5: a restart forgives nothing", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures);
  await t.restart();
  await expect(t.identity.login(ada, elsewhere())).rejects.toMatchObject(blocked(firstDelayMs));
});

test("a hundred tries at once are five looks at the password", async () => {
  await using t = await openTestIdentity({ hashesWaiting: 200 });
  await t.setUp();
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => t.identity.login(wrong, elsewhere())));
  const kinds = tries.map((outcome) => (outcome.status === "rejected" ? outcome.reason.kind : "signed in"));
  expect(kinds.filter((kind) => kind === "unauthenticated")).toHaveLength(freeFailures);
  expect(kinds.filter((kind) => kind === "quota")).toHaveLength(100 - freeFailures);
});

test("R8: a clock that is set back by an hour locks nobody out", async () => {
  await using t = await openTestIdentity();
  await t.setUp();
  await fail(t, freeFailures);
  t.clock.advance(-3_600_000);
  expect((await t.identity.login(ada, elsewhere())).user.email).toBe(ada.email);
});

test("no e-mail address is kept in clear", async () => {
  await using t = await openTestIdentity();
  await fail(t, 1, { as: { email: "my-password-by-mistake", password: "x" } });
  const rows = await t.db.selectFrom("loginThrottle").select("key").execute();
  expect(JSON.stringify(rows)).not.toContain("mistake");
});
