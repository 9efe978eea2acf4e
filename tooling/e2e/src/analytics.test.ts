import { join } from "node:path";
import { signedIn, tempFolder, type TestServer, waitFor } from "@pilothouse/testing";
import { unpackFixtures } from "@pilothouse/transcripts/testing";
import type { Page } from "playwright-core";
import { afterAll, describe, expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test as base } from "./fixtures.ts";
import { SIZES } from "./looks.ts";
import { takePictures } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const home = await tempFolder("transcripts");
unpackFixtures(home.path);
afterAll(() => home[Symbol.asyncDispose]());

const test = base.override({
  serverOptions: {
    env: {
      CLAUDE_PROJECTS_PATH: join(home.path, "claude/projects"),
      CODEX_SESSIONS_PATH: join(home.path, "codex/sessions"),
      GEMINI_TMP_PATH: join(home.path, "gemini/tmp"),
    },
  },
});

/** Resolves when all that Claude Code wrote is counted. */
async function hasRead(server: TestServer): Promise<void> {
  using client = await signedIn(server);
  await waitFor(async () => (await client.analytics.usage({ groupBy: "total", agent: "claude" })).total.requests === 830, {
    what: "the transcripts to be read",
  });
}

/** Asserts that nothing on the page is wider than it, and that axe finds nothing; and takes its picture. */
async function isGood(page: Page, size: string, name: string): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `the width of ${name}`).toBe(true);
  expect(await barriersOn(page), `barriers on ${name}`).toEqual([]);
  await takePictures(page, size, name);
}

describe.for(Object.entries(SIZES))("%s", ([size, options]) => {
  test("what real agents did and what it cost is told, a table says what the charts do, and numbers lead to conversations", async ({
    server,
    openPage,
  }) => {
    await hasRead(server);
    const { page } = await openPage({ ...options, timezoneId: "UTC" });
    await signInTo(page, server, { path: "/analytics?period=custom&agent=claude" });
    const period = page.getByLabel("In this period");
    await period.getByText("$62.61").waitFor();
    await period.getByText("63.5M").waitFor();
    await period.getByText("830", { exact: true }).waitFor();
    await page.getByTestId("chart").nth(2).locator("canvas").waitFor();
    await page.getByText("Spend and tokens by month, as a table").click();
    const months = page.getByRole("table", { name: "Spend and tokens by month" });
    await months.getByRole("row", { name: /^Jan 2026 / }).waitFor();
    const models = page.getByRole("table", { name: "Models" });
    await models.getByRole("row", { name: /claude-opus-4-6 .*\$26\.61/ }).waitFor();
    await page
      .getByRole("table", { name: "Tools" })
      .getByRole("row", { name: /^Bash / })
      .waitFor();
    await page.getByRole("table", { name: "Prompts by weekday and hour" }).waitFor();
    await page.getByLabel("Spend now").waitFor();
    await isGood(page, size, "analytics");
    await models.getByRole("link", { name: "claude-opus-4-6" }).click();
    await page.waitForURL(({ pathname, searchParams }) => {
      return pathname === "/conversations" && searchParams.get("model") === "claude-opus-4-6";
    });
    await page.getByTestId("conversation-row").first().waitFor();
  });

  test("a budget is made, changed and deleted", async ({ server, openPage }) => {
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/analytics/budgets" });
    await page.getByText("No budgets yet").waitFor();
    await page.getByRole("button", { name: "New budget" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New budget" });
    await dialog.getByLabel("Name").fill("Everything");
    await dialog.getByRole("button", { name: "Create budget" }).click();
    await dialog.getByText("Enter a number above 0").waitFor();
    await dialog.getByLabel("Limit").fill("1,200");
    expect(await barriersOn(page), "barriers in the dialog").toEqual([]);
    await dialog.getByRole("button", { name: "Create budget" }).click();
    const budget = page.getByRole("list", { name: "Budgets" }).getByRole("listitem").filter({ hasText: "Everything" });
    await budget.getByText(/of \$1,200\.00 used/).waitFor();
    await budget.getByRole("meter", { name: "Used of Everything" }).waitFor();
    await isGood(page, size, "budgets");

    await budget.getByRole("button", { name: "More about Everything" }).click();
    await page.getByRole("menuitem", { name: "Edit budget…" }).click();
    const edit = page.getByRole("dialog", { name: "Edit Everything" });
    await edit.getByLabel("Counted in").selectOption("tokens");
    await edit.getByRole("button", { name: "Save budget" }).click();
    await budget.getByText(/of 1\.2k tokens used/).waitFor();
    await budget.getByRole("button", { name: "More about Everything" }).click();
    await page.getByRole("menuitem", { name: "Delete budget…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete budget" }).click();
    await page.getByText("No budgets yet").waitFor();
  });

  test("a project is found, looked at, put away and taken back", async ({ server, openPage }) => {
    await hasRead(server);
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/projects?sort=cost" });
    const list = page.getByRole("table", { name: "Projects" });
    await list.getByRole("link", { name: "entirecontext" }).waitFor();
    await page.getByRole("searchbox", { name: "Find a project by name or folder" }).fill("music");
    await page.waitForURL(/q=music/);
    await list.getByRole("link", { name: "entirecontext" }).waitFor({ state: "detached" });
    await list.getByRole("row", { name: /ai-music .*\$0\.32/ }).waitFor();
    await isGood(page, size, "projects");
    await list.getByRole("link", { name: "ai-music" }).click();
    await page.getByRole("heading", { name: "ai-music", level: 1 }).waitFor();
    await page.getByRole("list", { name: "Last conversations" }).getByRole("link").first().waitFor();
    await page.getByText("No model was asked in this period").waitFor();
    await isGood(page, size, "project");
    await page.getByRole("button", { name: "Change project" }).click();
    await page.getByRole("menuitem", { name: "Archive project" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("ai-music is back in the list").waitFor();
  });

  test("what was said is found and led to, and whose transcripts are read is told", async ({ server, openPage }) => {
    await hasRead(server);
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/search?q=music" });
    await page.getByRole("navigation", { name: "Where to search" }).getByRole("link", { name: "Conversations" }).click();
    await page.waitForURL(/in=conversations/);
    const found = page.getByRole("list", { name: "Found in conversations" });
    await found.locator("mark").filter({ hasText: /music/i }).first().waitFor();
    await page.getByRole("checkbox", { name: "Tool input" }).check();
    await page.waitForURL(/texts=prompt(?:%2C|,)answer(?:%2C|,)input/);
    await found.getByRole("link").first().waitFor();
    await isGood(page, size, "search-conversations");
    await found.getByRole("link").first().click();
    await page.waitForURL(({ pathname, searchParams }) => {
      return pathname.startsWith("/conversations/") && searchParams.has("message");
    });

    await page.goto(`${server.url}/admin/sources`);
    const claude = page.getByRole("region", { name: /^Claude: .*claude\/projects$/ });
    await claude.getByText(/lines could not be read/).waitFor();
    await claude.getByLabel("Belongs to").waitFor();
    await isGood(page, size, "transcripts");
    const gemini = page.getByRole("region", { name: /^Gemini: / });
    await gemini.getByLabel("Belongs to").selectOption("Nobody yet");
    await page.getByRole("button", { name: "Undo" }).click();
    await gemini.getByText("Nobody else sees what is in it, administrators neither.").waitFor();
  });
});
