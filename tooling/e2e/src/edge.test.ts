import { createServer, type Server } from "node:http";
import { listenOnLoopback, signedIn } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";

/** What a foreign page can try with the cookies of the browser, as one line for each try. */
const ATTACK = `async (url) => {
  const said = async (name, what) => name + ": " + await what.then((answer) => answer, (error) => "refused");
  const post = (type, body) => fetch(url + "/trpc/terminals.create", {
    method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": type }, body,
  }).then(({ type }) => type);
  const body = JSON.stringify({ json: { command: ["cat"], title: "made by a foreign page" } });
  const socket = new WebSocket(url.replace("http", "ws") + "/trpc");
  const opened = new Promise((resolve, reject) => {
    socket.onopen = () => resolve("open");
    socket.onerror = () => reject(new Error("closed"));
  });
  return [
    await said("read", fetch(url + "/trpc/auth.me", { credentials: "include" }).then((answer) => answer.text())),
    await said("call", fetch(url + "/trpc/terminals.create", {
      method: "POST", credentials: "include", headers: { "content-type": "application/json" }, body,
    }).then((answer) => answer.text())),
    await said("connect", opened),
    await said("text", post("text/plain", body)),
  ];
}`;

async function foreignPage(page: Page): Promise<{ readonly page: Page; readonly server: Server }> {
  const server = createServer((_request, response) =>
    response.setHeader("content-type", "text/html").end("<title>foreign</title>"),
  );
  const port = await listenOnLoopback(server);
  const other = await page.context().newPage();
  await other.goto(`http://127.0.0.1:${port}/`);
  return { page: other, server };
}

test("S13, S14: a page on another port of this machine, whose browser sends our cookies along, can neither call nor connect", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { page } = await openPage();
  await signInTo(page, server);
  const foreign = await foreignPage(page);
  // The last one cannot be told from success by the page that sends it; what it did is seen below.
  expect(await foreign.page.evaluate(`(${ATTACK})(${JSON.stringify(server.url)})`)).toEqual([
    "read: refused",
    "call: refused",
    "connect: refused",
    "text: opaque",
  ]);
  expect(await client.terminals.list()).toEqual([]);
  await foreign.page.close();
  await new Promise((resolve) => foreign.server.close(resolve));
});

test("S16: an inline script, one of another source and a request to another host come to nothing, and each fails the test of its page", async ({
  server,
  openPage,
}) => {
  const { page, watch } = await openPage();
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  watch.check();
  await page.addScriptTag({ content: "globalThis.ranInline = true" }).catch(() => undefined);
  await page.evaluate(`new Promise((done) => {
    const late = document.createElement("script");
    late.src = "data:text/javascript,globalThis.ranLate = true";
    late.onerror = done;
    document.head.append(late);
  })`);
  await page.evaluate(`fetch("https://evil.example/beacon").catch(() => undefined)`);
  expect(await page.evaluate("[globalThis.ranInline, globalThis.ranLate]")).toEqual([undefined, undefined]);
  await page.route("https://evil.example/page", (route) => route.fulfill({ body: "<title>evil</title>" }));
  await page.goto("https://evil.example/page");
  for (const trouble of [
    "inline script",
    "data:text/javascript",
    "evil.example/beacon",
    "another host: https://evil.example/page",
  ])
    expect(() => watch.check()).toThrow(trouble);
  watch.allow(/./);
});
