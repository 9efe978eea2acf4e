import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test as base } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";
import { terminalOn } from "./terminal-page.ts";

const PANES = 30;
const MOST_CONTEXTS = 12;
/** A person takes that for at once; the machine of a test may be ten times as slow. */
const SWITCH_MS = 150;

const test = base.override({ serverOptions: { env: { PILOTHOUSE_TERMINALS_PER_USER: "40" } } });

/** Counts the WebGL contexts of a page that are not lost, and remembers the most there were. */
const COUNT_CONTEXTS = `
  const contexts = new Set();
  globalThis.__contexts = { most: 0, now: () => [...contexts].filter((context) => !context.isContextLost()).length };
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    const context = original.call(this, kind, ...rest);
    if (context && String(kind).startsWith("webgl")) {
      contexts.add(context);
      globalThis.__contexts.most = Math.max(globalThis.__contexts.most, globalThis.__contexts.now());
    }
    return context;
  };
`;

test("case 40: thirty live screens take at most twelve WebGL contexts, none is blank, and a busy one is there at a click", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const busy = "i=0; while :; do i=$((i+1)); echo busy line $i; sleep 0.05; done";
  const ids: string[] = [];
  for (let n = 0; n < PANES; n += 1) {
    const script = n === 0 ? busy : `echo screen number ${n}; exec cat`;
    ids.push((await client.terminals.create({ command: ["sh", "-c", script], title: `pane ${n}` })).id);
  }
  const sizes = new Map((await client.terminals.list()).map(({ id, cols, rows }) => [id, `${cols}x${rows}`]));

  // Tall enough for all of them at once.
  const { page } = await openPage({ viewport: { width: 1600, height: 2_400 } });
  await page.addInitScript(COUNT_CONTEXTS);
  await signInTo(page, server);
  await page.getByRole("heading", { name: /Hello/ }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("g");
  await page.waitForURL(/\/terminals\/grid$/);
  const painted = page.locator("[data-testid=preview][data-state=painted]");
  await waitFor(async () => (await painted.count()) === PANES, { what: "every screen to be painted", deadline: 60_000 });
  await waitFor(async () => (await page.locator("[data-testid=preview] .xterm-screen").count()) === PANES, { what: "screens" });
  const most = Number(await page.evaluate("globalThis.__contexts.most"));
  expect(most).toBeLessThanOrEqual(MOST_CONTEXTS);
  expect(most, "the graphics card is used").toBeGreaterThan(0);

  // Each has ink on it: without its screen the tile looks different.
  const blank: string[] = [];
  for (const id of ids) {
    const tile = page.locator(`[data-testid=grid-tile][data-terminal-id="${id}"] [data-testid=preview]`);
    const picture = await tile.screenshot();
    await tile.evaluate("(node) => { node.style.opacity = '0'; }");
    if (picture.equals(await tile.screenshot())) blank.push(id);
  }
  expect(blank).toEqual([]);

  await page.keyboard.press("Tab");
  await page.getByRole("link", { name: "pane 0", exact: true }).focus();
  const began = performance.now();
  await page.keyboard.press("Enter");
  const opened = terminalOn(page, ids[0] ?? "");
  await opened.shows(/busy line \d+/);
  const took = performance.now() - began;
  console.log(`case 40: ${most} WebGL contexts for ${PANES} screens; a busy pane was there after ${took.toFixed(0)} ms`);
  expect(took).toBeLessThan(SWITCH_MS * 10);
  expect(Number(await page.evaluate("globalThis.__contexts.most"))).toBeLessThanOrEqual(MOST_CONTEXTS);

  const after = await client.terminals.list();
  for (const { id, cols, rows } of after) if (id !== ids[0]) expect(`${cols}x${rows}`).toBe(sizes.get(id));
}, 180_000);

test("only what can be seen is attached, and arrows go from screen to screen", async ({ server, openPage }) => {
  const { page } = await openPage({ viewport: { width: 1280, height: 700 } });
  await signInTo(page, server, { path: "/terminals/grid" });
  const tiles = page.getByTestId("grid-tile");
  await waitFor(async () => (await tiles.count()) === PANES, { what: "the tiles of the test before" });
  await page.locator("[data-testid=preview][data-state=painted]").first().waitFor();
  expect(await page.getByTestId("preview").count()).toBeLessThan(PANES);
  await tiles.last().scrollIntoViewIfNeeded();
  await tiles.last().locator("[data-testid=preview][data-state=painted]").waitFor();
  await tiles.first().getByRole("link").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const columns = 3;
  expect(await page.evaluate("document.activeElement?.textContent")).toBe(
    await tiles
      .nth(columns + 1)
      .getByRole("link")
      .textContent(),
  );
});
