import { connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { LIMITS } from "@pilothouse/contracts";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { type AppOptions, createApp } from "./app.ts";
import { createOrigins } from "./origins.ts";

const HOST = { host: "localhost:7070" };
const JSON_POST = { ...HOST, "content-type": "application/json" };

/** The app without anything behind it: every call of a procedure fails. */
async function openApp(options: Partial<AppOptions> = {}) {
  const app = await createApp({
    origins: createOrigins(null),
    trustedProxies: [],
    secure: false,
    tls: null,
    log: createLogger({ level: "silent", name: "test" }),
    createContext: () => Promise.reject(new Error("a secret of the server")),
    ...options,
  });
  app.get("/page", (_request, reply) => reply.type("text/html").send("<title>page</title>"));
  app.get("/address", (request) => request.ip);
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.close() });
}

test("S16: a page may load only what is this server's, and run nothing that is written into it", async () => {
  await using app = await openApp();
  const { headers } = await app.inject({ url: "/page", headers: HOST });
  const policy = String(headers["content-security-policy"]).split(";");
  for (const rule of [
    "default-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ])
    expect(policy).toContain(rule);
  expect(policy.filter((rule) => rule.includes("unsafe"))).toEqual(["style-src 'self' 'unsafe-inline'"]);
});

test("S17: answers load nothing and are kept nowhere; every header is there, and no page of another site may read one", async () => {
  await using app = await openApp();
  const headers = { ...HOST, origin: "https://evil.example" };
  for (const url of ["/trpc/auth.me", "/api/none", "/health", "/ready?x"]) {
    const answer = await app.inject({ url, headers });
    expect(answer.headers).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(answer.headers).not.toHaveProperty("strict-transport-security");
  }
});

test("S17: under TLS browsers are told to come by nothing else", async () => {
  await using app = await openApp({ secure: true });
  const { headers } = await app.inject({ url: "/page", headers: HOST });
  expect(headers["strict-transport-security"]).toContain("max-age=31536000");
});

test("S5: where a request comes from is believed only of a proxy that was declared", async () => {
  const headers = { ...HOST, "x-forwarded-for": "198.51.100.7, 203.0.113.9" };
  const addressOf = async (trustedProxies: string[], remoteAddress: string) => {
    await using app = await openApp({ trustedProxies });
    return (await app.inject({ url: "/address", headers, remoteAddress })).body;
  };
  expect(await addressOf([], "192.0.2.1")).toBe("192.0.2.1");
  expect(await addressOf(["10.0.0.0/8"], "192.0.2.1")).toBe("192.0.2.1");
  // Of what the proxy was sent itself, only what it added counts.
  expect(await addressOf(["10.0.0.0/8"], "10.1.2.3")).toBe("203.0.113.9");
});

test("S13: no call changes anything by GET, and none is sent as a form or as bare bytes", async () => {
  await using app = await openApp({ createContext: () => Promise.reject(new Error("it was reached")) });
  expect((await app.inject({ url: "/trpc/auth.logout", headers: HOST })).statusCode).toBe(405);
  for (const type of ["multipart/form-data; boundary=x", "application/octet-stream"]) {
    const headers = { ...HOST, "content-type": type, authorization: "Bearer x" };
    expect((await app.inject({ method: "POST", url: "/trpc/auth.logout", headers, payload: "x" })).statusCode).toBe(415);
  }
});

test("a body of one byte more than the limit is refused", async () => {
  await using app = await openApp();
  app.post("/echo", (request) => String(JSON.stringify(request.body).length));
  const send = (bytes: number) =>
    app.inject({ method: "POST", url: "/echo", headers: JSON_POST, payload: `"${"x".repeat(bytes - 2)}"` });
  expect((await send(LIMITS.httpBodyBytes)).statusCode).toBe(200);
  expect((await send(LIMITS.httpBodyBytes + 1)).statusCode).toBe(413);
});

test("S32: what went wrong inside is not said outside", async () => {
  await using app = await openApp();
  app.get("/broken", () => {
    throw new Error("a secret of the server");
  });
  for (const url of ["/broken", "/trpc/auth.me"]) {
    const answer = await app.inject({ url, headers: HOST });
    expect([url, answer.statusCode, answer.body.includes("secret")]).toEqual([url, 500, false]);
  }
});

test("headers that are larger than there is room for are refused", async () => {
  await using app = await openApp();
  await app.listen({ port: 0, host: "127.0.0.1" });
  const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`GET /page HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(64 * 1024)}\r\n\r\n`);
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 431 /);
  socket.destroy();
});

test("R5: with a full disk the answer is 507, and says what to do", async () => {
  const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
  await using app = await openApp({ createContext: () => Promise.reject(full) });
  const answer = await app.inject({ url: "/trpc/auth.me", headers: HOST });
  expect(answer.statusCode).toBe(507);
  expect(answer.json()).toMatchObject({
    error: {
      json: {
        data: { httpStatus: 507, fault: { kind: "no_space", retryable: true, message: expect.stringContaining("disk is full") } },
      },
    },
  });
});
