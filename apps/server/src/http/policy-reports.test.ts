import { LIMITS } from "@pilothouse/contracts";
import { Rates } from "@pilothouse/api";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { createApp } from "./app.ts";
import { createOrigins } from "./origins.ts";
import { addPolicyReports } from "./policy-reports.ts";

const HOST = { host: "localhost:7070", "content-type": "application/csp-report" };

async function openApp(perMinute = 100) {
  const logged: string[] = [];
  const log = createLogger({ level: "warn", name: "test" }, { write: (line) => void logged.push(line) });
  const origins = createOrigins(null);
  const createContext = () => Promise.reject(new Error("nothing is called"));
  const app = await createApp({ origins, trustedProxies: [], secure: false, tls: null, log, createContext });
  addPolicyReports(app, { rates: new Rates({ ...LIMITS, policyReportsPerMinute: perMinute }), log });
  const post = (report: unknown, headers: Record<string, string> = {}) =>
    app.inject({ method: "POST", url: "/csp-report", headers: { ...HOST, ...headers }, payload: JSON.stringify(report) });
  return { app, logged, post, [Symbol.asyncDispose]: () => app.close() };
}

const report = (more: object = {}) => ({
  "csp-report": {
    "document-uri": "http://localhost:7070/reset?x=canary#token=canary",
    "blocked-uri": "https://evil.example/beacon?stolen=canary",
    "effective-directive": "connect-src",
    "source-file": "http://localhost:7070/assets/index.js?canary",
    "line-number": 7,
    ...more,
  },
});

test("S16: a stopped violation of the policy is in the log, without query and fragment, and every page says where to report", async () => {
  await using opened = await openApp();
  const policy = await opened.app.inject({ url: "/none", headers: { host: HOST.host } });
  expect(policy.headers["content-security-policy"]).toContain(";report-uri /csp-report");
  expect((await opened.post(report(), { "sec-fetch-site": "same-origin", origin: "null", cookie: "a=b" })).statusCode).toBe(204);
  const [line = ""] = opened.logged;
  expect(JSON.parse(line)).toMatchObject({
    page: "http://localhost:7070/reset",
    blocked: "https://evil.example/beacon",
    directive: "connect-src",
    source: "http://localhost:7070/assets/index.js",
    line: 7,
  });
  expect(line).not.toContain("canary");
  await opened.post(report({ "blocked-uri": "inline" }));
  expect(JSON.parse(opened.logged.at(-1) ?? "")).toMatchObject({ blocked: "inline" });
  await opened.post(report({ "blocked-uri": "data:text/javascript,canary" }));
  expect(JSON.parse(opened.logged.at(-1) ?? "")).toMatchObject({ blocked: "data:" });
});

test("S16: what is no report, is too large, comes from another site or too often is turned away and not logged", async () => {
  await using opened = await openApp(4);
  expect((await opened.post({ other: 1 })).statusCode).toBe(400);
  expect((await opened.post(report({ more: "x".repeat(LIMITS.policyReportBytes) }))).statusCode).toBe(413);
  expect((await opened.post(report(), { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
  const text = { method: "POST", headers: { ...HOST, "content-type": "text/plain" }, payload: "{}" } as const;
  expect((await opened.app.inject({ ...text, url: "/csp-report" })).statusCode).toBe(415);
  // Only the address for reports takes them.
  expect((await opened.app.inject({ ...text, headers: HOST, url: "/trpc/auth.login" })).statusCode).toBe(415);
  expect(opened.logged).toEqual([]);
  for (let sent = 0; sent < 3; sent += 1) expect((await opened.post(report())).statusCode).toBe(204);
  const refused = await opened.post(report());
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(opened.logged).toHaveLength(3);
});
