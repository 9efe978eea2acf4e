import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const READ = "navigator.clipboard.readText()";

test("case 36: more than allowed is refused, and said", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const script = `read -r go; printf '\\033]52;c;'; head -c 10000000 /dev/zero | base64 -w0; printf '\\007'; echo printed; exec cat`;
  const { id } = await client.terminals.create({ command: ["sh", "-c", script] });
  const { page } = await openPage(CLIPBOARD);
  await signInTo(page, server);
  await page.evaluate(`navigator.clipboard.writeText("mine")`);
  const terminal = await goToTerminal(page, server, id);
  await terminal.type("\n");
  await terminal.shows("printed");
  expect(await page.getByTestId("clipboard-question").count()).toBe(0);
  expect(await page.evaluate(READ)).toBe("mine");
});

test("case 36: a title with markup, line ends and turned text is shown as plain text on one line", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const title = "<img src=x onerror=alert(1)>\u202egnp.exe\nsecond line";
  const { id } = await client.terminals.create({ command: ["cat"], title });
  const { page } = await openPage();
  await signInTo(page, server);
  await (await goToTerminal(page, server, id)).is("running");
  const plain = "<img src=x onerror=alert(1)>gnp.exe second line";
  await waitFor(async () => (await page.title()) === `${plain} · Pilothouse`, { what: "the title of the tab" });
  await page.getByRole("button", { name: plain, exact: true }).waitFor();
  await page.goto(`${server.url}/terminals/grid`);
  await page.getByRole("link", { name: plain, exact: true }).waitFor();
});

test("whoever does not want to be asked about pastes says so in the question", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page } = await openPage(CLIPBOARD);
  await signInTo(page, server);
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
