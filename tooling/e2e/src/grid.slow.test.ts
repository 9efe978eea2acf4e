import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test as base } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal, terminalOn } from "./terminal-page.ts";

const PANES = 30;
const MOST_CONTEXTS = 12;
/** Tiles that are looked at pixel by pixel: the first and the last with a context, as there can be, and those without. */
const LOOKED_AT = [0, 11, 12, 20, 29];
/** The time since it was started is no ink. */
const STILL = { animations: "disabled", style: "time { visibility: hidden }" } as const;

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

test("case 40: thirty live screens take at most twelve WebGL contexts, none is blank, and hidden ones take none", async ({
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
  await waitFor(async () => (await painted.count()) === PANES, { what: "every screen to be painted", deadline: 240_000 });
  await waitFor(async () => (await page.locator("[data-testid=preview] .xterm-screen").count()) === PANES, { what: "screens" });
  const most = Number(await page.evaluate("globalThis.__contexts.most"));
  expect(most).toBeLessThanOrEqual(MOST_CONTEXTS);
  expect(most, "the graphics card is used").toBeGreaterThan(0);

  // Each has ink on it: without its screen the tile looks different.
  const picturesOf = async () => {
    const pictures = new Map<string, Buffer>();
    for (const id of LOOKED_AT.map((at) => ids[at] ?? ""))
      pictures.set(id, await page.locator(`[data-testid=grid-tile][data-terminal-id="${id}"]`).screenshot(STILL));
    return pictures;
  };
  const drawn = await picturesOf();
  await page.addStyleTag({ content: "[data-testid=preview] { visibility: hidden }" });
  const empty = await picturesOf();
  await page.evaluate("document.head.lastElementChild.remove()");
  expect([...drawn].filter(([id, picture]) => empty.get(id)?.equals(picture))).toEqual([]);

  await page.getByRole("link", { name: "pane 0", exact: true }).focus();
  const began = performance.now();
  await page.keyboard.press("Enter");
  const opened = terminalOn(page, ids[0] ?? "");
  await opened.shows(/busy line \d+/);
  const took = performance.now() - began;
  console.log(`case 40: ${most} WebGL contexts for ${PANES} screens; a busy pane was there after ${took.toFixed(0)} ms`);
  expect(Number(await page.evaluate("globalThis.__contexts.most"))).toBeLessThanOrEqual(MOST_CONTEXTS);

  const now = async () => Number(await page.evaluate("globalThis.__contexts.now()"));
  expect(await now()).toBeLessThanOrEqual(1);

  // A tab that is not shown takes no context, and its program goes on.
  const second = await goToTerminal(page, server, ids[1] ?? "");
  await second.shows("screen number 1");
  expect(await now()).toBeLessThanOrEqual(1);
  const { endOffset } = await client.terminals.get(ids[0] ?? "");
  const goesOn = async () => (await client.terminals.get(ids[0] ?? "")).endOffset > endOffset + 1_000;
  await waitFor(goesOn, { what: "the busy program to go on" });

  const after = await client.terminals.list();
  for (const { id, cols, rows } of after) if (id !== ids[0] && id !== ids[1]) expect(`${cols}x${rows}`).toBe(sizes.get(id));
}, 600_000);
