import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { ada, laptop } from "../testing/open-test-identity.ts";
import { fetchFrom, ProviderUnreachable } from "./provider-fetch.ts";
import { elsewhere, openTestSso, person, problemOf, signedInBy } from "./testing/open-test-sso.ts";
import { startTestProvider } from "./testing/test-provider.ts";

const GET = { method: "GET", headers: {}, body: undefined, redirect: "manual" } as const;

test("S28: a provider is called at its own address, and beside that only on the open internet and by TLS", async () => {
  await using provider = await startTestProvider();
  const call = fetchFrom(provider.issuer);
  expect((await call(new URL("/keys", provider.issuer).href, GET)).status).toBe(200);
  const { port } = provider.issuer;
  for (const inner of [
    `http://localhost:${port}/keys`,
    `https://127.0.0.1:${Number(port) + 1}/keys`,
    "https://[::1]/keys",
    "https://[::ffff:10.0.0.1]/keys",
    "https://169.254.169.254/latest",
    "https://home.localhost/keys",
    "http://93.184.215.14/keys",
  ])
    expect([inner, await call(inner, GET).catch((error: unknown) => error)]).toEqual([inner, expect.any(ProviderUnreachable)]);
});

test("S28: where it sends us is not followed, and an answer has a bound", async () => {
  await using provider = await startTestProvider();
  const url = provider.issuer.href;
  provider.instead = () => ({ status: 302, headers: { location: `${url}elsewhere` } });
  expect((await fetchFrom(provider.issuer)(url, GET)).status).toBe(302);
  expect(provider.asked.get("/elsewhere")).toBeUndefined();
  provider.instead = () => ({ body: "x".repeat(1_000) });
  expect(await (await fetchFrom(provider.issuer, 1_000)(url, GET)).text()).toHaveLength(1_000);
  await expect(fetchFrom(provider.issuer, 999)(url, GET)).rejects.toBeInstanceOf(ProviderUnreachable);
});

test("while a provider does not answer, that is said, it is left alone for a moment, and passwords go on", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  const { instead } = open.provider;
  open.provider.instead = () => ({ status: 503 });
  const discovery = () => open.provider.asked.get("/.well-known/openid-configuration");
  for (let count = 0; count < 3; count += 1)
    await expect(open.sso.begin({ provider: "test" })).rejects.toMatchObject({ kind: "unavailable" });
  expect(discovery()).toBe(1);
  await open.t.identity.login(ada, laptop);

  open.provider.instead = instead;
  open.t.clock.advance(LIMITS.ssoRetryMs);
  expect(signedInBy(await open.comeBackAs(person())).user.name).toBe("Carol");
  expect(discovery()).toBe(2);
  open.provider.instead = (path) => (path === "/token" ? { status: 502 } : null);
  for (let count = 0; count < 6; count += 1) expect(problemOf(await open.comeBackAs(person()))).toBe("unavailable");
  open.provider.instead = instead;
  open.t.clock.advance(LIMITS.ssoDiscoveryMs);
  await open.comeBackAs(person());
  expect(discovery()).toBe(3);
});

test("a provider that says it is another one is not used", async () => {
  await using open = await openTestSso();
  open.provider.metadata = { issuer: "https://evil.example/" };
  await expect(open.sso.begin({ provider: "test" })).rejects.toMatchObject({ kind: "unavailable" });
  await expect(open.sso.begin({ provider: "none" })).rejects.toMatchObject({ kind: "not_found" });
});

test("S5: codes that no provider gave out count as failed sign-ins of where they come from; what the provider says no to does not", async () => {
  await using open = await openTestSso();
  await open.t.setUp();
  const client = elsewhere();
  for (let count = 0; count < 6; count += 1) expect(problemOf(await open.comeBackAs(person(), client))).toBe("no_account");
  const denied = await open.sso.begin({ provider: "test" });
  const state = new URL(denied.url).searchParams.get("state") ?? "";
  const query = new URLSearchParams({ error: "access_denied", state }).toString();
  const back = { provider: "test", query, attempt: denied.attempt, refreshToken: null };
  expect(problemOf(await open.sso.finish(back, client))).toBe("denied");

  open.provider.idToken = () => "no token";
  for (let count = 0; count < 5; count += 1) expect(problemOf(await open.comeBackAs(person(), client))).toBe("invalid");
  expect(problemOf(await open.comeBackAs(person(), client))).toBe("throttled");
  expect(problemOf(await open.comeBackAs(person(), elsewhere()))).toBe("invalid");
  await expect(open.t.identity.login(ada, client)).rejects.toMatchObject({ kind: "quota" });
});
