import { Allowance, type Context, Rates } from "@pilothouse/api";
import { type FaultKind, LIMITS } from "@pilothouse/contracts";
import { type Actor, createLogger, Fault } from "@pilothouse/platform";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { answersDownload } from "./downloads.ts";

const ada: Actor = { userId: "ada", role: "admin", via: { kind: "login", loginId: "l" }, expiresAt: null };

test("what keeps a file from being made is told by its status, too", async () => {
  const app = fastify();
  const identity = { isActive: async () => true };
  const context: Context = {
    actor: ada,
    refusal: null,
    guest: null,
    client: { address: "192.0.2.1", userAgent: "test" },
    requestKey: null,
    services: Object.assign(Object.create(null), { identity }),
    log: createLogger({ level: "silent", name: "test" }),
    cookies: null,
    gate: null,
    allowance: new Allowance(),
    rates: new Rates(LIMITS),
  };
  let kind: FaultKind = "internal";
  app.get(
    "/file",
    answersDownload(
      async () => context,
      () => Promise.reject(new Fault(kind, "it cannot be made")),
    ),
  );
  const statusOf = async (of: FaultKind) => {
    kind = of;
    return (await app.inject("/file")).statusCode;
  };
  expect(await statusOf("not_found")).toBe(404);
  expect(await statusOf("conflict")).toBe(409);
  expect(await statusOf("unavailable")).toBe(503);
  expect(await statusOf("timeout")).toBe(504);
  expect(await statusOf("internal")).toBe(500);
  await app.close();
});
