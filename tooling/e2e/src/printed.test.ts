import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const READ = "navigator.clipboard.readText()";

/** Prints what it is told to, with backslashes read. */
const PRINTER = ["sh", "-c", 'stty -echo; echo ready; while read -r line; do printf "$line"; echo; done'];

test("S18, case 36: a program writes the clipboard only when it may, never reads it, and not too much at once", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: PRINTER });
  const { page } = await openPage(CLIPBOARD);
  await signIn(page, server);
  await page.evaluate(`navigator.clipboard.writeText("mine")`);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("ready");
  const write = (text: string) => terminal.type(`\\033]52;;${Buffer.from(text).toString("base64")}\\007done ${text}\n`);
  const question = page.getByTestId("clipboard-question");

  await write("refused");
  await question.getByText("refused").waitFor();
  expect(await page.evaluate(READ)).toBe("mine");
  await question.getByRole("button", { name: "Refuse" }).click();
  await question.waitFor({ state: "detached" });
  expect(await page.evaluate(READ)).toBe("mine");

  await write("once");
  await question.getByRole("button", { name: "Copy once" }).click();
  await waitFor(async () => (await page.evaluate(READ)) === "once", { what: "the first text in the clipboard" });
  await write("allowed");
  await question.getByRole("button", { name: "Always for this terminal" }).click();
  await waitFor(async () => (await page.evaluate(READ)) === "allowed", { what: "the second text in the clipboard" });
  await write("unasked");
  await waitFor(async () => (await page.evaluate(READ)) === "unasked", { what: "the third text in the clipboard" });

  await terminal.type("\\033]52;c;?\\007asked\n");
  await terminal.shows("asked");
  expect(await terminal.text()).not.toContain("]52");

  await page.reload();
  await terminal.shows("asked");
  expect(await question.count(), "what was printed before writes nothing again").toBe(0);
}, 180_000);

test("S18, case 36: more than allowed is refused, and said", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const script = `read -r go; printf '\\033]52;c;'; head -c 10000000 /dev/zero | base64 -w0; printf '\\007'; echo printed; exec cat`;
  const { id } = await client.terminals.create({ command: ["sh", "-c", script] });
  const { page } = await openPage(CLIPBOARD);
  await signIn(page, server);
  await page.evaluate(`navigator.clipboard.writeText("mine")`);
  const terminal = await goToTerminal(page, server, id);
  await terminal.type("\n");
  await terminal.shows("printed");
  expect(await page.getByTestId("clipboard-question").count()).toBe(0);
  expect(await page.evaluate(READ)).toBe("mine");
});

test("S18, case 36: a title with markup, line ends and turned text is shown as plain text on one line", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const title = "<img src=x onerror=alert(1)>\u202egnp.exe\nsecond line";
  const { id } = await client.terminals.create({ command: ["cat"], title });
  const { page } = await openPage();
  await signIn(page, server);
  await (await goToTerminal(page, server, id)).is("running");
  const plain = "<img src=x onerror=alert(1)>gnp.exe second line";
  await waitFor(async () => (await page.title()) === `${plain} · Pilothouse`, { what: "the title of the tab" });
  await page.getByRole("button", { name: plain, exact: true }).waitFor();
  await page.goto(`${server.url}/terminals/grid`);
  await page.getByRole("link", { name: plain, exact: true }).waitFor();
});

test("a link shows where it leads and opens only with the modifier; one that hides it is asked about", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: PRINTER });
  const { page } = await openPage();
  // The address leads out of the machine.
  await page.addInitScript(
    "globalThis.__opened = []; window.open = (...how) => { globalThis.__opened.push(how); return null; };",
  );
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("ready");
  await terminal.type("\\033[2J\\033[H\\033]8;;https://example.org/hidden\\007click here please\\033]8;;\\007\n");
  await terminal.shows("click here please");
  const screen = (await terminal.pane.locator(".xterm-screen").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const link = { x: screen.x + 60, y: screen.y + 8 };
  await page.mouse.move(link.x + 200, link.y + 100);
  await page.mouse.move(link.x, link.y);
  await terminal.pane.getByText("https://example.org/hidden").waitFor();
  await page.mouse.click(link.x, link.y);
  expect(await page.evaluate("globalThis.__opened")).toEqual([]);
  expect(await page.getByRole("alertdialog").count()).toBe(0);

  await page.keyboard.down("Control");
  await page.mouse.click(link.x, link.y);
  await page.keyboard.up("Control");
  await page.getByRole("alertdialog").getByText("https://example.org/hidden").waitFor();
  await page.getByRole("button", { name: "Open link" }).click();
  expect(await page.evaluate("globalThis.__opened")).toEqual([["https://example.org/hidden", "_blank", "noopener,noreferrer"]]);
});

test("whoever does not want to be asked about pastes says so in the question", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage(CLIPBOARD);
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await page.evaluate(`navigator.clipboard.writeText("first\\nsecond\\n")`);
  await terminal.pane.locator("textarea").focus();
  await page.keyboard.press("Control+Shift+V");
  await page.getByLabel("Paste without asking from now on").check();
  await page.getByRole("button", { name: "Paste 2 lines" }).click();
  await terminal.shows(/(first\s+second\s*){2}/);
  await page.keyboard.press("Control+Shift+V");
  await terminal.shows(/(first\s+second\s*){4}/);
  expect(await page.getByRole("alertdialog").count()).toBe(0);
});
