import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { signedIn } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { fillSignIn } from "./sign-in.ts";

const FIRST_ROUTE = 250_000;
const TERMINAL = 130_000;
/** xterm.js and its addons, in chunks of their own. */
const EMULATOR = /\/(xterm|addon-)/;
const BUILT = new URL("../../../apps/web/dist/", import.meta.url);

/** Which scripts the page has loaded so far, by their path. */
function scriptsOf(page: Page): Set<string> {
  const scripts = new Set<string>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) scripts.add(pathname);
  });
  return scripts;
}

async function gzipped(paths: Iterable<string>): Promise<number> {
  const files = await Promise.all([...paths].map((path) => readFile(fileURLToPath(new URL(`.${path}`, BUILT)))));
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}

test("the first route and the terminal emulator keep to their budgets of JavaScript", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.terminals.create({ command: ["cat"], title: "a running terminal" });
  const { page } = await openPage();
  const scripts = scriptsOf(page);
  await page.goto(server.url);
  await fillSignIn(page, server.admin);
  const running = page.getByRole("link", { name: "a running terminal" });
  await running.waitFor();
  await page.waitForLoadState("networkidle");
  const first = new Set(scripts);
  expect(first.size).toBeGreaterThan(0);
  expect(await gzipped(first)).toBeLessThanOrEqual(FIRST_ROUTE);

  await running.click();
  await page.getByTestId("terminal").waitFor();
  await page.waitForLoadState("networkidle");
  const emulator = [...scripts].filter((path) => EMULATOR.test(path));
  expect(emulator.length).toBeGreaterThan(0);
  expect(await gzipped(emulator)).toBeLessThanOrEqual(TERMINAL);
});
