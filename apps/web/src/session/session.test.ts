import type { LoginResult, User } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { createSession, type SessionDeps } from "./session.ts";

const user: User = { id: "0", email: "a@b.c", name: "Ada", role: "admin", disabled: false, createdAt: 0 };
const MINUTE = 60_000;

function refusal(): Error {
  return Object.assign(new Error("sign in first"), { kind: "unauthenticated", facts: {}, retryable: false });
}

function setUp(change: Partial<SessionDeps> = {}) {
  let now = 1_000_000;
  let expiry = now + 15 * MINUTE;
  let refreshes = 0;
  const result = (): LoginResult => ({ user, accessExpiresAt: now + 15 * MINUTE, tokens: null });
  const session = createSession({
    me: async () => ({ user, via: "login", accessExpiresAt: expiry }),
    refresh: async () => {
      refreshes += 1;
      return result();
    },
    logout: async () => undefined,
    now: () => now,
    exclusively: (work) => work(),
    sharedExpiry: { get: () => expiry, set: (at) => void (expiry = at) },
    ...change,
  });
  return {
    session,
    refreshes: () => refreshes,
    pass: (ms: number) => void (now += ms),
    expiresAt: (at: number) => void (expiry = at),
    now: () => now,
  };
}

test("loading asks who is signed in", async () => {
  const { session } = setUp();
  expect(await session.load()).toEqual({ status: "signed-in", user });
});

test("nobody is asked about when nobody signed in from this browser", async () => {
  const { session, expiresAt } = setUp({ me: () => Promise.reject(new Error("must not be asked")) });
  expiresAt(0);
  expect(await session.load()).toEqual({ status: "signed-out" });
});

test("a server that cannot be reached leaves it open who is signed in", async () => {
  const { session } = setUp({ me: () => Promise.reject(new TypeError("Failed to fetch")) });
  await expect(session.load()).rejects.toThrow("Failed to fetch");
  expect(session.state.get()).toEqual({ status: "unknown" });
});

test("a cookie with a good while left is used as it is", async () => {
  const { session, refreshes } = setUp();
  await session.fresh();
  expect(refreshes()).toBe(0);
});

test("a cookie near its end is renewed before the call, once for all calls", async () => {
  const { session, refreshes, pass } = setUp();
  pass(14.5 * MINUTE);
  await Promise.all([session.fresh(), session.fresh(), session.fresh()]);
  expect(refreshes()).toBe(1);
});

test("a clock that runs ahead of the server's does not renew on every call", async () => {
  const { session, refreshes, now, expiresAt } = setUp();
  expiresAt(now() - MINUTE);
  await session.fresh();
  expiresAt(now() - MINUTE);
  await session.fresh();
  expect(refreshes()).toBe(1);
});

test("what another tab renewed meanwhile is taken over", async () => {
  let renewElsewhere = () => undefined as void;
  const { session, refreshes, pass, now, expiresAt } = setUp({
    exclusively: (work) => {
      renewElsewhere();
      return work();
    },
  });
  pass(15 * MINUTE);
  renewElsewhere = () => expiresAt(now() + 15 * MINUTE);
  expect(await session.renew()).toBe(true);
  expect(refreshes()).toBe(0);
});

test("a refused renewal ends the sign-in; an unreachable server does not", async () => {
  let failure: Error = new TypeError("Failed to fetch");
  const { session } = setUp({ refresh: () => Promise.reject(failure) });
  await session.load();
  await expect(session.renew()).rejects.toThrow("Failed to fetch");
  expect(session.state.get().status).toBe("signed-in");
  failure = refusal();
  expect(await session.renew()).toBe(false);
  expect(session.state.get().status).toBe("signed-out");
});

test("signing out forgets the cookie's end, so that no tab asks again", async () => {
  const { session } = setUp();
  await session.load();
  await session.signOut();
  expect(await session.load()).toEqual({ status: "signed-out" });
});
