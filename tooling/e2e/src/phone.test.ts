import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

test("on a phone the key bar has what the keyboard lacks", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "--norc", "--noprofile"], env: { PS1: "ready> " } });
  const { page } = await openPage(PHONE);
  await signInTo(page, server);
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

  const boxes = await Promise.all((await keys.getByRole("button").all()).map((key) => key.boundingBox()));
  for (const box of boxes) expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
});

test("on a phone a tap brings up the keyboard, and a word that it composes arrives once", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage(PHONE);
  await signInTo(page, server);
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
  await page.keyboard.press("Enter");
  await terminal.shows(/hello\s+hello/);
  expect((await terminal.text()).match(/hello/g), "the echo and cat's answer").toHaveLength(2);
});

test("no page is wider than a phone, and what is touched there is large enough", async ({ server, openPage }) => {
  const { page } = await openPage(PHONE);
  await signInTo(page, server);
  for (const path of ["/", "/terminals", "/terminals/grid", "/settings", "/admin/users"]) {
    await page.goto(`${server.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    expect(width, `the width of ${path}`).toBeLessThanOrEqual(PHONE.viewport.width);
  }
  const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").all();
  const heights = await Promise.all(links.map(async (link) => (await link.boundingBox())?.height ?? 0));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
});
