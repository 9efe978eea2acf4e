import { launchChromium, startTestServer, type TestServerOptions } from "@pilothouse/testing";
import type { BrowserContextOptions, Page } from "playwright-core";
import { test as base } from "vitest";
import { TAKES_PICTURES } from "./pictures.ts";
import { watch, type Watch } from "./watch.ts";

export interface OpenPage {
  readonly page: Page;
  readonly watch: Watch;
}

const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, colorScheme: "dark", reducedMotion: "reduce" };

const serverOptions: TestServerOptions = {};

/**
 * A browser and a server for each file, and for each test as many pages as it opens, each as a person of its own. A test
 * fails when one of its pages was in trouble.
 */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern; a browser has none.
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await launchChromium({ pictures: TAKES_PICTURES });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("serverOptions", { scope: "file" }, serverOptions)
  .extend("server", { scope: "file" }, async ({ serverOptions }, { onCleanup }) => {
    const server = await startTestServer(serverOptions);
    onCleanup(() => server[Symbol.asyncDispose]());
    return server;
  })
  .extend("openPage", async ({ browser }, { onCleanup }) => {
    const opened: OpenPage[] = [];
    onCleanup(async () => {
      await Promise.all(opened.map(({ page }) => page.context().close()));
      for (const { watch } of opened) watch.check();
    });
    return async (options: BrowserContextOptions = {}): Promise<OpenPage> => {
      const context = await browser.newContext({ ...DESK, ...options });
      const page = await context.newPage();
      const one = { page, watch: watch(page) };
      opened.push(one);
      return one;
    };
  });
