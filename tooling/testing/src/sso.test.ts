import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SsoRedirect } from "@pilothouse/contracts";
import { createClient } from "@pilothouse/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type OidcProvider, startOidcProvider } from "./oidc-provider.ts";
import { signedIn } from "./signed-in.ts";
import { tempFolder, type TempFolder } from "./temp-folder.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

let folder: TempFolder;
let provider: OidcProvider;
let server: TestServer;

beforeAll(async () => {
  folder = await tempFolder("sso");
  provider = await startOidcProvider();
  const secret = join(folder.path, "secret");
  await writeFile(secret, `${provider.clientSecret}\n`);
  server = await startTestServer({
    env: {
      PILOTHOUSE_OIDC_ISSUER: provider.issuer,
      PILOTHOUSE_OIDC_CLIENT_ID: provider.clientId,
      PILOTHOUSE_OIDC_CLIENT_SECRET_FILE: secret,
      PILOTHOUSE_OIDC_NAME: "The provider",
      PILOTHOUSE_OIDC_SCOPES: "openid profile email groups",
      PILOTHOUSE_OIDC_ROLES: "captains=operator,*=member",
      PILOTHOUSE_OIDC_CREATE_ACCOUNTS: "on",
    },
  });
  provider.admit(`${server.url}/api/sso/oidc/callback`);
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const carol = { email: "carol@example.org", email_verified: true, name: "Carol", groups: ["captains"] };

const Begun = z.object({ result: z.object({ data: z.object({ json: SsoRedirect }) }) });

async function begun(answer: Response): Promise<string> {
  return Begun.parse(await answer.json()).result.data.json.url;
}

/** A browser as far as it matters here: it keeps the cookies of each address, and shows where it is sent. */
function openBrowser() {
  const cookies = new Map<string, Map<string, string>>();
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const jar = cookies.get(new URL(url).origin) ?? new Map<string, string>();
    cookies.set(new URL(url).origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie !== "" && { cookie }), ...Object.fromEntries(new Headers(init.headers)) };
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const call = (path: string, input: object) =>
    visit(`${server.url}/trpc/${path}`, {
      method: "POST",
      headers: { origin: server.url, "content-type": "application/json" },
      body: JSON.stringify({ json: input }),
    });
  /** Goes to the provider, signs in there, and answers with where that sends back to. */
  const away = async (path: string, name: string, input: object = {}): Promise<string> => {
    let url = await begun(await call(path, { provider: "oidc", ...input }));
    for (let hops = 0; hops < 10 && !url.startsWith(server.url); hops += 1) {
      const answer = await visit(url.includes("/interaction/") ? `${url}?name=${name}` : url);
      url = new URL(answer.headers.get("location") ?? "", url).href;
    }
    return url;
  };
  const land = async (url: string) => {
    const answer = await visit(url, { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" } });
    return `${answer.status} ${answer.headers.get("location")}`;
  };
  return { visit, call, away, land, cookiesOf: (origin: string) => cookies.get(origin) ?? new Map<string, string>() };
}

async function me(browser: ReturnType<typeof openBrowser>) {
  return (await browser.visit(`${server.url}/trpc/auth.me`)).json();
}

test("a real provider lets people in, as whom it says they are; signing out ends it, and what came back works once", async () => {
  provider.people.set("carol", carol);
  using stranger = createClient({ url: server.url, token: "none" });
  expect(await stranger.auth.providers()).toMatchObject({ password: true, sso: [{ id: "oidc", name: "The provider" }] });

  const browser = openBrowser();
  const back = await browser.away("auth.sso.begin", "carol", { return: "/terminals?status=running" });
  expect(await browser.land(back)).toBe("303 /signed-in?return=%2Fterminals%3Fstatus%3Drunning");
  expect(await me(browser)).toMatchObject({ result: { data: { json: { user: { email: carol.email, role: "operator" } } } } });
  // What kept the sign-in together is gone, and nobody else can use what is in the history.
  expect([...browser.cookiesOf(server.url).keys()].some((name) => name.endsWith("_sso"))).toBe(false);
  expect(await browser.land(back)).toBe("303 /login?problem=expired");
  expect(await openBrowser().land(back)).toBe("303 /login?problem=expired");
  expect((await browser.call("auth.logout", {})).status).toBe(200);
  expect((await browser.visit(`${server.url}/trpc/auth.me`)).status).toBe(401);
});

test("what another browser began is not taken, nor what nobody began, nor a no; and a return to another site is left to the page", async () => {
  provider.people.set("carol", carol);
  const [hers, his] = [openBrowser(), openBrowser()];
  const back = await hers.away("auth.sso.begin", "carol");
  await his.call("auth.sso.begin", { provider: "oidc" });
  expect(await his.land(back)).toBe("303 /login?problem=expired");
  expect(await hers.land(`${server.url}/api/sso/other/callback${new URL(back).search}`)).toBe("303 /login?problem=expired");
  const gone = await begun(await hers.call("auth.sso.begin", { provider: "oidc", return: "https://evil.example/" }));
  const state = new URL(gone).searchParams.get("state");
  const denied = `${server.url}/api/sso/oidc/callback?error=access_denied&error_description=<script>&state=${state}`;
  expect(await hers.land(`${denied}&iss=${encodeURIComponent(provider.issuer)}`)).toBe(
    "303 /login?problem=denied&return=https%3A%2F%2Fevil.example%2F",
  );
  expect((await hers.call("auth.sso.begin", { provider: "none" })).status).toBe(404);
  expect((await hers.call("auth.sso.link", { provider: "oidc" })).status).toBe(401);
});

test("an address that is somebody's account opens it neither unverified nor verified; its owner connects it, and is let in", async () => {
  using ada = await signedIn(server);
  for (const email_verified of [false, true]) {
    provider.people.set("mallory", { ...carol, email: server.admin.email, email_verified });
    const browser = openBrowser();
    const problem = email_verified ? "not_connected" : "unverified";
    expect(await browser.land(await browser.away("auth.sso.begin", "mallory"))).toBe(`303 /login?problem=${problem}`);
    expect((await browser.visit(`${server.url}/trpc/auth.me`)).status).toBe(401);
  }
  provider.people.set("ada", { ...carol, email: "ada@elsewhere.example", email_verified: false, groups: [] });
  const browser = openBrowser();
  await browser.call("auth.login", { ...server.admin, transport: "cookie" });
  expect(await browser.land(await browser.away("auth.sso.link", "ada", { password: server.admin.password }))).toBe(
    "303 /settings",
  );
  expect(await ada.auth.sso.list()).toMatchObject([{ provider: "The provider", email: "ada@elsewhere.example" }]);
  const other = openBrowser();
  expect(await other.land(await other.away("auth.sso.begin", "ada"))).toBe("303 /signed-in");
  // The last administrator stays one, though the provider would have a member of her.
  expect(await me(other)).toMatchObject({ result: { data: { json: { user: { email: server.admin.email, role: "admin" } } } } });
  const [connected] = await ada.auth.sso.list();
  await ada.auth.sso.unlink(connected?.id ?? "");
  expect(await ada.auth.sso.list()).toEqual([]);
});

test("whoever is disabled here stays out; a HEAD uses nothing up; nothing secret is in the log", async () => {
  provider.people.set("dora", { ...carol, email: "dora@example.org" });
  using ada = await signedIn(server);
  const browser = openBrowser();
  const first = await browser.away("auth.sso.begin", "dora");
  expect((await browser.visit(first, { method: "HEAD" })).status).toBe(404);
  expect(await browser.land(first)).toBe("303 /signed-in");
  const dora = (await ada.users.list()).find(({ email }) => email === "dora@example.org");
  await ada.users.update(dora?.id ?? "", { disabled: true });
  const again = await browser.away("auth.sso.begin", "dora");
  expect(await browser.land(again)).toBe("303 /login?problem=disabled");
  const secrets = [provider.clientSecret, ...[first, again].map((url) => new URL(url).searchParams.get("code") ?? "")];
  for (const secret of secrets) expect(server.logs()).not.toContain(secret);
});
