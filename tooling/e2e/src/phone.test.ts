import { signedIn, waitFor } from "@pilothouse/testing";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

test("on a phone the key bar has what the keyboard lacks", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "--norc", "--noprofile"], env: { PS1: "ready> " } });
  const { page } = await openPage({ ...PHONE, permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("ready>");
  const keys = page.getByRole("toolbar", { name: "Keys" });

  await terminal.type("cat\n");
  await terminal.shows("cat");
  await keys.getByRole("button", { name: "More keys" }).tap();
  await keys.getByRole("button", { name: "Slash" }).tap();
  await keys.getByRole("button", { name: "Tilde" }).tap();
  await terminal.shows("/~");
  await keys.getByRole("button", { name: "Ctrl", exact: true }).tap();
  expect(await keys.getByRole("button", { name: "Ctrl", exact: true }).getAttribute("aria-pressed")).toBe("true");
  await terminal.type("c");
  await terminal.shows(/\^C\s+ready>/);
  expect(await keys.getByRole("button", { name: "Ctrl", exact: true }).getAttribute("aria-pressed")).toBe("false");

  await terminal.type("echo earlier\n");
  await terminal.shows(/earlier\s+earlier\s+ready>/);
  await keys.getByRole("button", { name: "Up arrow" }).tap();
  await terminal.shows(/ready> echo earlier$/);

  // Alt+B goes back a word.
  await keys.getByRole("button", { name: "Alt", exact: true }).tap();
  await terminal.type("b");
  await terminal.type("very-");
  await terminal.shows(/ready> echo very-earlier$/);
  await keys.getByRole("button", { name: "Ctrl+C, interrupt" }).tap();
  await terminal.shows(/very-\^C.*\s+ready>$/);
  await page.evaluate(`navigator.clipboard.writeText("echo pasted")`);
  await keys.getByRole("button", { name: "Paste" }).tap();
  await terminal.shows(/ready> echo pasted$/);

  const boxes = await Promise.all((await keys.getByRole("button").all()).map((key) => key.boundingBox()));
  for (const box of boxes) expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
});

/** Fingers on a pane, as the browser gets them from a screen: each step is where all of them are. */
async function touch(page: Page, steps: readonly (readonly { x: number; y: number }[])[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const [first, ...moves] = steps;
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [...(first ?? [])] });
  for (const points of moves) await devtools.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [...points] });
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await devtools.detach();
}

/** How far up a pane is scrolled from its end, in pixels of its scroll bar; whatever draws the lines, that is there. */
async function scrolledUp(pane: Locator): Promise<number> {
  const [bar, slider] = await Promise.all([
    pane.locator(".scrollbar.vertical").boundingBox(),
    pane.locator(".scrollbar.vertical > .slider").boundingBox(),
  ]);
  return bar && slider ? bar.y + bar.height - slider.y - slider.height : Number.NaN;
}

const upTo = (steps: number) => Array.from({ length: steps }, (_, n) => n);

test("on a phone a swipe scrolls, in a full-screen program too, and a pinch changes the text size", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const script = "i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo line $i; done; exec cat";
  const { id } = await client.terminals.create({ command: ["sh", "-c", script] });
  const { page } = await openPage(PHONE);
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("line 200");
  // The bar follows the lines a moment later.
  await waitFor(async () => (await scrolledUp(terminal.pane)) < 2, { what: "the end of the lines" });
  const box = (await terminal.pane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await touch(
    page,
    upTo(12).map((n) => [{ x: middle.x, y: box.y + 60 + n * 25 }]),
  );
  await waitFor(async () => (await scrolledUp(terminal.pane)) > 10, { what: "the lines above" });

  const before = await client.terminals.get(id);
  await touch(
    page,
    upTo(8).map((n) => [
      { x: middle.x - 40 - n * 8, y: middle.y },
      { x: middle.x + 40 + n * 8, y: middle.y },
    ]),
  );
  await waitFor(async () => (await client.terminals.get(id)).cols < before.cols, { what: "fewer and larger columns" });
  await page.reload();
  await terminal.is("running");
  await waitFor(async () => (await client.preferences.get()).values.fontSize !== undefined, { what: "the size to be kept" });

  const { id: full } = await client.terminals.create({
    command: ["sh", "-c", "printf '\\033[?1049hfull screen\\n'; exec cat -v"],
  });
  const program = await goToTerminal(page, server, full);
  await program.shows("full screen");
  await touch(
    page,
    upTo(6).map((n) => [{ x: middle.x, y: middle.y + n * 25 }]),
  );
  await program.shows(/\^\[(\[|O)A/);
  await client.preferences.set({ values: { fontSize: 13 } });
});

test("on a phone a tap brings up the keyboard, and words that it composes arrive once", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage(PHONE);
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.is("running");
  await page.evaluate("document.activeElement?.blur()");
  const box = (await terminal.pane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.touchscreen.tap(box.x + 80, box.y + 80);
  await waitFor(async () => (await page.evaluate("document.activeElement?.tagName")) === "TEXTAREA", { what: "the focus" });

  const devtools = await page.context().newCDPSession(page);
  const compose = async (word: string): Promise<void> => {
    for (let end = 1; end <= word.length; end += 1) {
      const text = word.slice(0, end);
      await devtools.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    }
    await devtools.send("Input.insertText", { text: word });
  };
  await compose("hello");
  await terminal.shows("hello");
  await devtools.send("Input.insertText", { text: " " });
  await compose("wörld");
  await terminal.shows("hello wörld");
  await devtools.send("Input.insertText", { text: " " });
  await compose("again");
  await compose("st");
  await terminal.shows("hello wörld against");
  await page.keyboard.press("Enter");
  await terminal.shows(/hello wörld against\s+hello wörld against/);
  expect((await terminal.text()).match(/hello/g), "the echo and cat's answer").toHaveLength(2);
});

test("no page is wider than a phone, and what is touched there is large enough", async ({ server, openPage }) => {
  const { page } = await openPage(PHONE);
  await signIn(page, server);
  for (const path of ["/", "/terminals", "/terminals/grid", "/settings", "/teams", "/admin/users"]) {
    await page.goto(`${server.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    expect(width, `the width of ${path}`).toBeLessThanOrEqual(PHONE.viewport.width);
  }
  const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").all();
  const heights = await Promise.all(links.map(async (link) => (await link.boundingBox())?.height ?? 0));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
});
