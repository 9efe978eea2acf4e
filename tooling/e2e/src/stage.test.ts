import { signedIn, type TestServer } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn, signInTo } from "./sign-in.ts";
import { goToTerminal, terminalOn } from "./terminal-page.ts";

const LEADER = "Control+Shift+Space";

/** Two terminals that repeat what is typed, called one and two. */
async function twoTerminals(server: TestServer): Promise<readonly [string, string]> {
  using client = await signedIn(server);
  const one = await client.terminals.create({ command: ["cat"], title: "one" });
  const two = await client.terminals.create({ command: ["cat"], title: "two" });
  return [one.id, two.id];
}

test("tabs and a split keep two terminals at hand, also after a reload", async ({ server, openPage }) => {
  const [one, two] = await twoTerminals(server);
  const { page } = await openPage();
  await signIn(page, server);
  const first = await goToTerminal(page, server, one);
  await first.type("for one\n");
  await first.shows(/for one\s+for one/);
  const second = await goToTerminal(page, server, two);
  await second.type("for two\n");

  const tabs = page.getByRole("navigation", { name: "Open terminals" });
  await tabs.getByRole("button", { name: "one", exact: true }).click();
  await first.shows("for one");
  expect(new URL(page.url()).pathname).toBe(`/terminals/${one}`);

  await page.keyboard.press(LEADER);
  await page.keyboard.press("j");
  await first.pane.waitFor();
  await second.pane.waitFor();
  await page.reload();
  await first.shows("for one");
  await second.shows("for two");

  await page.getByRole("button", { name: "Terminal actions" }).click();
  await page.getByRole("menuitem", { name: "Close pane" }).click();
  await page.waitForURL((url) => url.pathname === `/terminals/${two}`);
  expect(await tabs.getByRole("listitem").count()).toBe(1);
});

test("the palette finds terminals and commands by a few letters", async ({ server, openPage }) => {
  const [, two] = await twoTerminals(server);
  const { page } = await openPage();
  await signInTo(page, server);
  await page.getByRole("heading", { name: /Hello/ }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search terminals, projects and commands").fill("two");
  await page.getByRole("option", { name: /two/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.url}/terminals/${two}`);

  await page.getByRole("button", { name: "Search and commands" }).click();
  await page.getByPlaceholder("Search terminals, projects and commands").fill("light");
  await page.getByRole("option", { name: "Light theme", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator("html[data-theme=light], html.light").waitFor({ state: "attached" });
});

test("the sheet of shortcuts opens with ?, and Escape gives the focus back", async ({ server, openPage }) => {
  const { page } = await openPage();
  await signInTo(page, server);
  await page.getByRole("heading", { name: /Hello/ }).waitFor();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await sheet.getByText("New terminal…").first().waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});

test("in a terminal every key is the program's but the leader", async ({ server, openPage }) => {
  const [one] = await twoTerminals(server);
  const { page } = await openPage();
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, one);
  await terminal.type("n?\n");
  await terminal.shows(/n\?\s+n\?/);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Enter");
  await terminal.shows("^K");
  expect(await page.getByRole("dialog").count()).toBe(0);

  await page.keyboard.press(LEADER);
  await page.getByRole("status", { name: "Next key" }).waitFor();
  await page.keyboard.press("k");
  await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
  await page.keyboard.press("Escape");
  await terminalOn(page, one).type("back\n");
  await terminal.shows(/back\s+back/);
});
