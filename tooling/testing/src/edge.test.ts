import { appRouter, PERMISSIONS } from "@pilothouse/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** What works without a sign-in. Whoever makes this list longer opens a door. */
const OPEN = [
  "auth.login",
  "auth.passkeys.ask",
  "auth.passkeys.signIn",
  "auth.providers",
  "auth.refresh",
  "auth.register",
  "auth.requestPasswordReset",
  "auth.resetPassword",
  "auth.setup",
  "auth.sso.begin",
  "auth.verifyEmail",
  "health.check",
  "health.ready",
  "terminals.shares.open",
];

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);

afterAll(() => server?.[Symbol.asyncDispose]());

/** `query`, `mutation` or `subscription`; the last are refused over HTTP in whatever way, since there are none. */
function typeOf(path: string): unknown {
  const procedures: object = appRouter._def.procedures;
  return Reflect.get(Reflect.get(Object(Reflect.get(procedures, path)), "_def") ?? {}, "type");
}

/** Calls a procedure as a stranger, with an input that means nothing. */
function call(path: string, headers: Record<string, string> = {}, body: object = {}): Promise<Response> {
  const url = `${server.url}/trpc/${path}`;
  if (typeOf(path) === "query") return fetch(`${url}?input=${encodeURIComponent(JSON.stringify({ json: body }))}`, { headers });
  const all = { "content-type": "application/json", ...headers };
  return fetch(url, { method: "POST", headers: all, body: JSON.stringify({ json: body }) });
}

test("S15: without a sign-in, or with a token that is none, every procedure but those of a list answers 401", async () => {
  expect(
    Object.keys(PERMISSIONS)
      .filter((path) => PERMISSIONS[path]?.access === "public")
      .sort(),
  ).toEqual(OPEN);
  const closed = Object.keys(PERMISSIONS).filter((path) => !OPEN.includes(path) && typeOf(path) !== "subscription");
  for (const path of closed) {
    expect([path, (await call(path)).status]).toEqual([path, 401]);
    expect([path, (await call(path, { authorization: "Bearer ph_nothing" })).status]).toEqual([path, 401]);
  }
});

test("S15: nothing but the dashboard is found beside the procedures, whatever it is called", async () => {
  const id = crypto.randomUUID();
  for (const path of ["/api", "/api/terminals", "/metrics", "/trpc", "/trpc/none", "/docs", "/admin", "/.env", "/pilothouse.db"])
    expect([path, (await fetch(server.url + path)).status]).toEqual([path, 404]);
  expect((await fetch(`${server.url}/api/terminals/${id}/export`)).status).toBe(401);
});

test("R7: whatever is created with an Idempotency-Key is created once", async () => {
  using ada = await signedIn(server);
  const requestKey = crypto.randomUUID();
  const [first, second] = [
    await ada.tokens.create({ name: "a script's" }, { requestKey }),
    await ada.tokens.create({ name: "a script's" }, { requestKey }),
  ];
  expect(second).toEqual(first);
  expect(await ada.tokens.list()).toHaveLength(1);
  await expect(ada.tokens.create({ name: "another" }, { requestKey })).rejects.toMatchObject({ kind: "conflict" });
  const made = crypto.randomUUID();
  const { id } = await ada.terminals.create({ command: ["cat"] }, { requestKey: made });
  expect((await ada.terminals.create({ command: ["cat"] }, { requestKey: made })).id).toBe(id);
  expect(await ada.terminals.list()).toHaveLength(1);
});

// The last one, since nobody can sign in behind it.
test("S5: a forged address does not get around the throttle, and the refusal says when to come back", async () => {
  const attempt = (count: number) => {
    const address = `198.51.100.${count}`;
    const forged = { "x-forwarded-for": address, forwarded: `for=${address}`, "x-real-ip": address };
    return call("auth.login", forged, { email: `nobody${count}@example.org`, password: "not the one", transport: "bearer" });
  };
  for (let count = 1; count <= 5; count += 1) expect((await attempt(count)).status).toBe(401);
  const refused = await attempt(6);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});
