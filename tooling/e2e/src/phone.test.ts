import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

test("on a phone the key bar has what the keyboard lacks", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "--norc", "--noprofile"], env: { PS1: "ready> " } });
  const { page } = await openPage(PHONE);
  await signInTo(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("ready>");
  const keys = page.getByRole("toolbar", { name: "Keys" });

  await terminal.type("cat\n");
  await terminal.shows("cat");
  await keys.getByRole("button", { name: "Slash" }).tap();
  await keys.getByRole("button", { name: "Tilde" }).tap();
  await terminal.shows("/~");
  await keys.getByRole("button", { name: "Ctrl" }).tap();
  expect(await keys.getByRole("button", { name: "Ctrl" }).getAttribute("aria-pressed")).toBe("true");
  await terminal.type("c");
  await terminal.shows(/\^C\s+ready>/);
  expect(await keys.getByRole("button", { name: "Ctrl" }).getAttribute("aria-pressed")).toBe("false");

  await terminal.type("echo earlier\n");
  await terminal.shows(/earlier\s+earlier\s+ready>/);
  await keys.getByRole("button", { name: "Up arrow" }).tap();
  await terminal.shows(/ready> echo earlier$/);
});

test("no page is wider than a phone, and what is touched there is large enough", async ({ server, openPage }) => {
  const { page } = await openPage(PHONE);
  await signInTo(page, server);
  for (const path of ["/", "/terminals", "/settings", "/admin/users"]) {
    await page.goto(`${server.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    expect(width, `the width of ${path}`).toBeLessThanOrEqual(PHONE.viewport.width);
  }
  const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").all();
  const heights = await Promise.all(links.map(async (link) => (await link.boundingBox())?.height ?? 0));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
});
