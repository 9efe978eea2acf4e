import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startPushService, TEST_CERTIFICATE, testBrowser, vapidClaims } from "@pilothouse/push/testing";
import { signedIn, tempFolder, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { startServerWithClaude } from "./claude.ts";
import { agree } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";
import { terminalOn } from "./terminal-page.ts";
import { notificationWorker } from "./worker.ts";

/** A browser of a test keeps nothing, as a private window does; Chromium subscribes none of those. */
const NO_PUSH_SERVICE = /does not support the Push API in incognito mode/;

const STORY = { makeit: "run:[touch made] say:[finished]", makeanother: "run:[touch another] say:[finished]" };

test("when Claude Code waits and nobody looks, a sealed notification is sent and shown, and leads to its terminal", async ({
  openPage,
}) => {
  await using folder = await tempFolder("push");
  await using service = await startPushService();
  const certificate = join(folder.path, "service.pem");
  await writeFile(certificate, TEST_CERTIFICATE);
  const settings = { NODE_EXTRA_CA_CERTS: certificate, PILOTHOUSE_PUSH_SERVICES: service.url };
  await using claude = await startServerWithClaude(STORY, settings);
  const { server, project: cwd, env } = claude;
  using client = await signedIn(server);

  const { page, watch } = await openPage({ permissions: ["notifications"] });
  watch.allow(NO_PUSH_SERVICE);
  await signInTo(page, server, { path: "/settings" });
  const worker = await notificationWorker(page);
  // It installs the worker, cannot subscribe, and says so; the test subscribes in its place.
  await page.getByRole("button", { name: "Notify this device" }).click();
  await page.getByText("The browser could not reach its own push service").waitFor();
  const browser = testBrowser(`${service.url}/desk`);
  await client.push.subscribe({ ...browser.device, name: "A desk" });

  const { id, title } = await client.terminals.create({ command: ["claude"], cwd, env, title: "make it" });
  const activity = async () => (await client.terminals.get(id)).activity.state;
  const is = (state: string) =>
    waitFor(async () => (await activity()) === state, { what: `Claude Code to be ${state}`, deadline: 60_000 });
  const view = client.terminals.attach(id, { mode: "control" });
  let screen = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const event of view) if (event.type === "data") screen += decoder.decode(event.bytes, { stream: true });
  })();
  const prints = (text: string) =>
    waitFor(() => screen.includes(text), { what: `Claude Code to print ${text}`, deadline: 60_000 });
  await is("idle");
  await prints("❯");
  await view.write("makeit");
  await prints("makeit");
  await view.write("\r");
  await is("waiting");
  const sent = await waitFor(() => service.received[0], { what: "a request to the push service", deadline: 20_000 });
  expect(sent.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
  const { publicKey } = await client.push.key();
  expect(vapidClaims(String(sent.headers["authorization"]), publicKey)).toMatchObject({ aud: service.url });
  const notice = browser.open(sent.body);
  expect(notice).toEqual({ title, body: "Waits for your answer", path: `/terminals/${id}`, tag: id });

  const shows = (expected: string[]) =>
    waitFor(async () => JSON.stringify(await worker.shown()) === JSON.stringify(expected), {
      what: `notifications: ${expected.join(", ")}`,
    });
  await worker.deliver(notice);
  await shows(["make it: Waits for your answer"]);
  await client.attention.dismiss(id);
  await shows([]);
  await worker.deliver(notice);
  await shows(["make it: Waits for your answer"]);
  await worker.click();
  await page.waitForURL((url) => url.pathname === `/terminals/${id}`);
  await shows([]);
  const terminal = terminalOn(page, id);
  await terminal.shows("proceed");

  // Somebody looks now: it is done, asks again, and tells nobody.
  await terminal.type("\n");
  await is("idle");
  await terminal.type("makeanother");
  await terminal.shows("makeanother");
  await terminal.type("\n");
  await is("waiting");
  expect(await client.push.test()).toEqual({ sent: 1, failed: 0 });
  expect(service.received.slice(1).map(({ body }) => browser.open(body))).toMatchObject([{ tag: "test" }]);
  await page.close();
  view.close();
  await reading;
}, 240_000);

test("the worker comes fresh from the server, keeps the dashboard's files to itself, and leads to a page that is not open", async ({
  server,
  openPage,
}) => {
  const { page, watch } = await openPage({ permissions: ["notifications"] });
  watch.allow(NO_PUSH_SERVICE);
  await signInTo(page, server, { path: "/settings" });
  const worker = await notificationWorker(page);
  await page.getByRole("button", { name: "Notify this device" }).click();
  await page.getByText("The browser could not reach its own push service").waitFor();
  const script = await page.request.get(`${server.url}/service-worker.js`);
  expect(script.headers()).toMatchObject({ "cache-control": "no-cache", "content-type": expect.stringContaining("javascript") });
  expect(script.headers()["content-security-policy"]).toContain("default-src 'self'");

  const served: boolean[] = [];
  page.on("response", (response) => served.push(response.fromServiceWorker()));
  await page.reload();
  await page.getByRole("heading", { name: "Notifications" }).waitFor();
  expect(await page.evaluate("navigator.serviceWorker.controller?.scriptURL")).toBe(`${server.url}/service-worker.js`);
  expect(await page.evaluate("caches.keys()")).toEqual([]);
  expect(served.length).toBeGreaterThan(3);
  expect(served).not.toContain(true);

  await worker.deliver({ title: "build", body: "Is done", path: "/terminals/1", tag: "1" });
  await waitFor(async () => (await worker.shown()).length === 1, { what: "the notification" });
  expect(await worker.clickWithoutPage()).toEqual(["/terminals/1"]);
  await worker.deliver("not what this server sends");
  await waitFor(async () => (await worker.shown()).length === 1, { what: "the notification" });
  expect(await worker.shown()).toEqual(["Pilothouse: Something needs you"]);
  await worker.click();
  await page.waitForURL((url) => url.pathname === "/");
});

test("settings list the devices that are notified, remove one, and say why this one cannot be", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.push.subscribe({ ...testBrowser("https://push.example.org/one").device, name: "Firefox on Linux" });
  const { page } = await openPage();
  await signInTo(page, server, { path: "/settings" });
  const panel = page.getByRole("region", { name: "Notifications" });
  await panel.getByText("This device is not notified").waitFor();
  await panel.getByRole("button", { name: "Notify this device" }).waitFor();
  const row = panel.getByRole("listitem").filter({ hasText: "Firefox on Linux" });
  await row.getByText("by way of push.example.org").waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await row.getByRole("button", { name: "Remove" }).click();
  await agree(page, "Remove device");
  await row.waitFor({ state: "detached" });
  expect((await client.push.key()).devices).toEqual([]);

  const devtools = await page.context().newCDPSession(page);
  const { targetInfo } = await devtools.send("Target.getTargetInfo");
  await devtools.send("Browser.setPermission", {
    permission: { name: "notifications" },
    setting: "denied",
    origin: server.url,
    ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
  });
  await page.reload();
  await panel.getByText("This browser blocks notifications from this address").waitFor();
  expect(await panel.getByRole("button").count()).toBe(0);
});
