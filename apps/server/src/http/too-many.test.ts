import { Allowance, type Context, Rates } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { type Actor, createLogger } from "@pilothouse/platform";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { addExports } from "./exports.ts";
import { addSsoCallback } from "./sso.ts";

const ada: Actor = { userId: "ada", role: "admin", via: { kind: "login", loginId: "l" }, expiresAt: null };

test("S14: downloads and returns from single sign-on count like calls", async () => {
  const app = fastify();
  const rates = new Rates({ ...LIMITS, callsPerMinute: 2, strangersCallsPerMinute: 2 });
  const identity = { isActive: async () => true };
  const createContext = async ({ headers }: { headers: { authorization?: string | undefined } }): Promise<Context> => ({
    actor: headers.authorization === undefined ? null : ada,
    refusal: null,
    guest: null,
    client: { address: "192.0.2.1", userAgent: "test" },
    requestKey: null,
    services: Object.assign(Object.create(null), { identity }),
    log: createLogger({ level: "silent", name: "test" }),
    cookies: null,
    gate: null,
    allowance: new Allowance(),
    rates,
  });
  const pieces = async function* () {
    yield "one";
  };
  const terminals = { export: () => Promise.reject(new Error("no terminal was asked for")) };
  const conversations = { export: () => Promise.reject(new Error("no conversation was asked for")) };
  addExports(app, { terminals, conversations, audit: { export: async () => pieces() }, createContext });
  const finish = async () => ({ kind: "problem", problem: "expired", linking: false, return: "/" }) as const;
  addSsoCallback(app, { sso: { finish }, createContext });

  const url = "/api/audit/export?format=csv";
  const download = (authorization?: string) => app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
  const statuses = [await download("ada"), await download("ada"), await download()].map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([200, 200, 401]);
  const refused = await download("ada");
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(refused.json()).toMatchObject({ fault: { kind: "quota", facts: { limit: 2 } } });
  const back = () => app.inject("/api/sso/oidc/callback?code=x");
  expect([(await back()).statusCode, (await back()).statusCode]).toEqual([303, 429]);
  await app.close();
});
