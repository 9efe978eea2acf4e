import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn, signInTo } from "./sign-in.ts";
import { goToTerminal, terminalIdOf, terminalOn } from "./terminal-page.ts";

test("a shell is two keys away, and its screen survives a reload and a closed tab", async ({ server, openPage }) => {
  const { page } = await openPage();
  await signInTo(page, server);
  await page.getByRole("heading", { name: /Hello/ }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").getByText("Start terminal").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/terminals\/[0-9a-f-]{36}$/);

  const id = terminalIdOf(page);
  const terminal = terminalOn(page, id);
  await terminal.is("running");
  await terminal.type("echo answer=$((6 * 7)); printf '\\033[1;35mcolour\\033[0m ünïcödé 漢字 🚀\\n'\n");
  await terminal.shows("answer=42");
  await terminal.shows("colour ünïcödé 漢字 🚀");
  const screen = await terminal.text();

  await page.reload();
  await terminal.shows(screen);
  expect(await terminal.text()).toBe(screen);

  const tab = await page.context().newPage();
  await page.close();
  const again = await goToTerminal(tab, server, id);
  await again.shows(screen);
  await again.type("echo still=$((40 + 2))\n");
  await again.shows("still=42");
});

test("a program that ended leaves its last screen, how it ended, and the way to run it again", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["sh", "-c", "echo last words; exit 3"] });
  const { page } = await openPage();
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.is("exited");
  await terminal.shows("last words");
  await page.getByTestId("ended-bar").getByText("Failed with code 3").waitFor();

  await page.getByRole("button", { name: "Find in scrollback" }).click();
  await page.getByRole("searchbox", { name: "Find in scrollback" }).fill("words");
  await page
    .getByRole("search")
    .getByText(/1 of 1|1 match/)
    .waitFor();

  await page.getByRole("button", { name: "Run again" }).click();
  await page.waitForURL((url) => url.pathname !== `/terminals/${id}`);
  const next = terminalOn(page, terminalIdOf(page));
  await next.is("exited");
  await next.shows("last words");
});

test("a paste of several lines is asked about before it runs", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await page.evaluate(`navigator.clipboard.writeText("first line\\nsecond line\\n")`);
  await terminal.pane.locator("textarea").focus();
  await page.keyboard.press("Control+Shift+V");
  await page.getByRole("alertdialog").getByText("first line").waitFor();
  await page.getByRole("button", { name: "Paste 2 lines" }).click();
  await terminal.shows(/(first line\s+second line\s*){2}/);
});

test("an address that leads to no terminal says so", async ({ server, openPage }) => {
  const { page, watch } = await openPage();
  watch.allow(/404/);
  await signIn(page, server);
  await page.goto(`${server.url}/terminals/01890a5d-ac96-774b-bcce-b302099a8057`);
  await page.getByText("There is no such terminal").waitFor();
});

test("who scrolls to the top of what came with the screen gets older lines above it, and goes on typing", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["sh", "-c", "seq 1 2000; printf end; exec cat"] });
  const { page } = await openPage();
  await signInTo(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("end");
  expect(Number((await terminal.text()).split("\n")[0])).toBeGreaterThan(900);

  await terminal.pane.locator("textarea").focus();
  for (let pages = 0; pages < 45; pages += 1) await page.keyboard.press("Shift+PageUp");
  await terminal.shows(/^1\n2\n3\n/);
  const numbers = Array.from({ length: 2_000 }, (_, at) => `${at + 1}\n`).join("");
  expect(await terminal.text()).toBe(`${numbers}end`);

  await terminal.type("more\n");
  await terminal.shows("endmore\nmore");
});

test("the colours of an open terminal go with the system's", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage();
  await signInTo(page, server);
  const { pane } = await goToTerminal(page, server, id);
  const hasBackground = (rgb: string) => pane.locator(`.xterm-scrollable-element[style*="${rgb}"]`).waitFor();
  await hasBackground("rgb(14, 16, 19)");
  await page.emulateMedia({ colorScheme: "light" });
  await hasBackground("rgb(255, 255, 255)");
});
