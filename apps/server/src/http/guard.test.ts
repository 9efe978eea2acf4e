import { fastify } from "fastify";
import { expect, test } from "vitest";
import { guardRequests } from "./guard.ts";
import { createOrigins } from "./origins.ts";

const json = { "content-type": "application/json" };
const ours = { origin: "http://localhost:7070", ...json };

async function status(method: "GET" | "POST" | "PUT", headers: Record<string, string>): Promise<number> {
  const app = fastify();
  guardRequests(app, createOrigins(null));
  app.all("/", () => "ok");
  const reply = await app.inject({
    method,
    url: "/",
    headers: { host: "localhost:7070", ...headers },
    ...(method === "GET" ? {} : { payload: "{}" }),
  });
  return reply.statusCode;
}

test("reads pass from anywhere that names this server", async () => {
  expect(await status("GET", {})).toBe(200);
  expect(await status("GET", { host: "rebound.example" })).toBe(421);
});

test("a page of this server may post", async () => {
  expect(await status("POST", { ...ours, cookie: "a=b", "sec-fetch-site": "same-origin" })).toBe(200);
});

test("a program with a token needs no origin", async () => {
  expect(await status("POST", { ...json, authorization: "Bearer x" })).toBe(200);
});

test("S13: a foreign, null or missing origin may not post with cookies", async () => {
  for (const origin of ["https://evil.example", "null"])
    expect(await status("POST", { ...json, origin, cookie: "a=b" })).toBe(403);
  expect(await status("POST", { ...json, cookie: "a=b" })).toBe(403);
  expect(await status("POST", { ...ours, "sec-fetch-site": "cross-site" })).toBe(403);
});

test("a page on another port of this machine may not post with cookies, whatever its browser says of it", async () => {
  expect(await status("POST", { ...json, origin: "http://localhost:5173", cookie: "a=b" })).toBe(403);
});

test("S13: what a form can send without asking first is refused", async () => {
  for (const type of [
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/octet-stream",
  ]) {
    expect(await status("POST", { ...ours, "content-type": type })).toBe(415);
  }
});

test("S13: other methods are refused", async () => {
  expect(await status("PUT", ours)).toBe(405);
});
