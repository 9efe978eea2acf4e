import { signedIn, type TestServer, waitFor } from "@pilothouse/testing";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal, terminalIdOf, terminalOn } from "./terminal-page.ts";

const LEADER = "Control+Shift+Space";

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  await page.keyboard.press(LEADER);
  await page.getByRole("status", { name: "Next key" }).waitFor();
  for (const key of keys) await page.keyboard.press(key);
}

async function twoTerminals(server: TestServer, ...titles: readonly [string, string]): Promise<readonly [string, string]> {
  using client = await signedIn(server);
  const one = await client.terminals.create({ command: ["cat"], title: titles[0] });
  const two = await client.terminals.create({ command: ["cat"], title: titles[1] });
  return [one.id, two.id];
}

async function widthOf(pane: Locator): Promise<number> {
  return (await pane.boundingBox())?.width ?? 0;
}

test("panes are split, resized, zoomed and closed by keys, and are the same in another browser", async ({ server, openPage }) => {
  const [one] = await twoTerminals(server, "one", "two");
  const { page } = await openPage();
  await signIn(page, server);
  const first = await goToTerminal(page, server, one);
  await first.is("running");
  const whole = await widthOf(first.pane);

  await press(page, "s");
  await page.waitForURL((url) => !url.pathname.endsWith(one));
  const made = terminalOn(page, terminalIdOf(page));
  await made.is("running");
  expect(await widthOf(first.pane)).toBeLessThan(whole * 0.6);

  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Escape");
  await waitFor(async () => (await widthOf(first.pane)) > whole * 0.58, { what: "the edge to have moved" });
  await press(page, "ArrowLeft");
  await page.waitForURL((url) => url.pathname.endsWith(one));
  await first.type("to the left\n");
  await first.shows(/to the left\s+to the left/);

  await press(page, "z");
  await made.pane.waitFor({ state: "detached" });
  await press(page, "z");
  await made.pane.waitFor();

  const share = Math.round(((await widthOf(first.pane)) / whole) * 20) / 20;
  using client = await signedIn(server);
  await waitFor(async () => (await client.preferences.get()).values.layout?.length === 1, { what: "the layout to be kept" });
  const other = await openPage();
  await signIn(other.page, server);
  const same = await goToTerminal(other.page, server, one);
  await terminalOn(other.page, (await made.pane.getAttribute("data-terminal-id")) ?? "").pane.waitFor();
  expect(Math.round(((await widthOf(same.pane)) / whole) * 20) / 20).toBe(share);

  await press(page, "w");
  await first.pane.waitFor({ state: "detached" });
  await made.is("running");
  expect((await client.terminals.get(one)).status, "a pane that is closed leaves its program alone").toBe("running");
}, 180_000);

test("an edge is dragged by the mouse, and a tab onto a pane", async ({ server, openPage }) => {
  const [one, two] = await twoTerminals(server, "three", "four");
  const { page } = await openPage();
  await signIn(page, server);
  const first = await goToTerminal(page, server, one);
  const second = await goToTerminal(page, server, two);
  const box = (await second.pane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const tab = page.getByRole("navigation", { name: "Open terminals" }).getByRole("listitem").filter({ hasText: "three" });
  await tab.dragTo(second.pane, { targetPosition: { x: box.width / 2, y: box.height - 20 } });
  await first.pane.waitFor();
  expect((await first.pane.boundingBox())?.y).toBeGreaterThan(box.y + box.height / 3);

  const edge = page.getByRole("separator", { name: "Edge between above and below" });
  const at = (await edge.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width / 2, at.y - 150, { steps: 5 });
  await page.mouse.up();
  await waitFor(async () => Number(await edge.getAttribute("aria-valuenow")) < 40, { what: "the edge to have moved" });
});

test("a hidden tab's program keeps its size, whatever the window does", async ({ server, openPage }) => {
  const [one, two] = await twoTerminals(server, "five", "six");
  using client = await signedIn(server);
  const { page } = await openPage();
  await signIn(page, server);
  await (await goToTerminal(page, server, one)).is("running");
  await waitFor(async () => (await client.terminals.get(one)).cols > 80, { what: "the first one to be fitted" });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Terminals" }).click();
  await page.getByRole("link", { name: "six" }).click();
  await terminalOn(page, two).is("running");
  const before = await client.terminals.get(one);
  await page.setViewportSize({ width: 900, height: 500 });
  await waitFor(async () => (await client.terminals.get(two)).rows < before.rows, { what: "the second one to be fitted" });
  expect(await client.terminals.get(one)).toMatchObject({ cols: before.cols, rows: before.rows });
});
