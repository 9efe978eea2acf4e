import { signedIn } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

const VIEWER = { email: "vera@example.org", password: "she only looks" };

/** What only members and administrators are offered. */
const NOT_FOR_VIEWERS =
  /New terminal|Split|Rename|Share|Stop terminal|Delete|Run again|Resume|Take control|Put aside|Paste|Add key|Add user|Invite|New project|Change project|New budget|More about|master key/;

/** The names of all buttons on the page, and of the entries of the menu that one of them opens. */
async function offered(page: Page, menu?: string): Promise<string> {
  const names = async (role: "button" | "menuitem") =>
    page.getByRole(role).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
  const buttons = await names("button");
  if (menu === undefined) return buttons.join("\n");
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem").first().waitFor();
  const entries = await names("menuitem");
  await page.keyboard.press("Escape");
  return [...buttons, ...entries].join("\n");
}

test("S19: a viewer is offered nothing that would be refused, on no page, by no key and in no menu", async ({
  server,
  openPage,
}) => {
  using ada = await signedIn(server);
  const { id: viewerId } = await ada.users.create({ ...VIEWER, name: "Vera" });
  using vera = await signedIn(server, VIEWER);
  const running = await vera.terminals.create({ command: ["cat"], title: "goes on" });
  const ended = await vera.terminals.create({ command: ["false"], title: "is over" });
  await vera.apiKeys.create({ name: "of-before", value: "sk-of-before" });
  await ada.users.update(viewerId, { role: "viewer" });

  // Whatever is refused with 403 fails this test when its page is closed.
  const { page } = await openPage();
  await signInTo(page, server, { who: VIEWER });
  await page.getByRole("list", { name: "Running terminals" }).waitFor();
  expect(await offered(page, "Actions for goes on")).not.toMatch(NOT_FOR_VIEWERS);
  expect(await page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents()).toEqual([
    "Home",
    "Terminals",
    "Conversations",
    "Projects",
    "Analytics",
    "Teams",
    "Settings",
  ]);
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await palette.getByRole("option", { name: "Settings" }).waitFor();
  expect((await palette.getByRole("option").allTextContents()).join("\n")).not.toMatch(NOT_FOR_VIEWERS);
  await page.keyboard.press("Escape");

  for (const path of [
    "/terminals",
    "/terminals/grid",
    "/settings",
    "/search",
    "/conversations",
    "/projects",
    "/analytics",
    "/analytics/budgets",
  ]) {
    await page.goto(server.url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await offered(page), `on ${path}`).not.toMatch(NOT_FOR_VIEWERS);
  }
  await (await goToTerminal(page, server, running.id)).is("running");
  expect(await offered(page, "Terminal actions"), "at a terminal").not.toMatch(NOT_FOR_VIEWERS);
  await (await goToTerminal(page, server, ended.id)).is("exited");
  expect(await offered(page), "at a terminal that is over").not.toMatch(NOT_FOR_VIEWERS);
  await takePicture(page, "dark", "viewer-ended");
});
