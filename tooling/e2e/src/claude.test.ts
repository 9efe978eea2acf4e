import { expect } from "vitest";
import { startServerWithClaude } from "./claude.ts";
import { test as base } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";
import { terminalIdOf, terminalOn } from "./terminal-page.ts";

// oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern; this one has none.
const test = base.extend("claude", { scope: "file" }, async ({}, { onCleanup }) => {
  const claude = await startServerWithClaude();
  onCleanup(() => claude[Symbol.asyncDispose]());
  return claude;
});

test("Claude Code runs in a terminal: it is found, answers a prompt, and is there after a reload", async ({
  claude,
  openPage,
}) => {
  const { server, project, env, model } = claude;
  const { page } = await openPage();
  await signInTo(page, server);
  await page.getByRole("button", { name: "New terminal" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New terminal" });
  await dialog.getByText("Claude Code").click();
  await dialog.getByLabel("Folder").fill(project);
  await dialog.getByRole("button", { name: "More" }).click();
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  await dialog.getByLabel("Environment").fill(lines.join("\n"));
  await dialog.getByRole("button", { name: "Start terminal" }).click();
  await page.waitForURL(/\/terminals\/[0-9a-f-]{36}$/);

  const terminal = terminalOn(page, terminalIdOf(page));
  await terminal.shows("❯");
  await terminal.type("please say:[the answer is forty two]");
  await terminal.shows("please say:[the answer is forty two]");
  await page.keyboard.press("Enter");
  await terminal.shows(/[●⏺] the answer is forty two/);
  expect(model.requests.some(({ body }) => body.includes("the answer is forty two"))).toBe(true);
  // Until then it spins, and says which hook it waits for.
  await terminal.shows("? for shortcuts");

  // Its mascot at the top never sits still.
  const conversation = (screen: string) => screen.slice(screen.indexOf("please say:"));
  const before = conversation(await terminal.text());
  await page.reload();
  await terminal.shows(before);
  expect(conversation(await terminal.text())).toBe(before);
}, 120_000);
