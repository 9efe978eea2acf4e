import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

/** Several pages are opened, one after the other. */
const SLOW = { timeout: 180_000 };
const LINES = "seq -f 'line %g of the file' 1 400 > lines.txt";

test.for([
  {
    name: "vi",
    run: "vi lines.txt",
    ready: "line 20 of",
    keys: "/line 222\rix\x1b:set number\r",
    shows: /222 xline 222/,
    quit: ":q!\r",
  },
  // It drops what is half typed when its size changes.
  { name: "less", run: "less '+/line 222' lines.txt", ready: "line 222 of", keys: "", shows: /line 222 of/, quit: "q" },
  { name: "htop", run: "htop -d 100", ready: "PID", keys: "", shows: /Quit/, quit: "q" },
])(
  "case 12: $name looks the same on a page of another size, and leaves the screen that was before",
  SLOW,
  async (program, { server, openPage }) => {
    using client = await signedIn(server);
    const { page } = await openPage();
    await signIn(page, server);
    const script = `cd "$(mktemp -d)"; ${LINES}; echo before; ${program.run}; rm lines.txt; printf after; exec cat`;
    const { id } = await client.terminals.create({ command: ["sh", "-c", script] });
    const first = await goToTerminal(page, server, id);
    await first.shows(program.ready);
    await first.type(program.keys);
    await first.shows(program.shows);
    const large = await client.terminals.get(id);
    const reopen = async () => {
      const next = await page.context().newPage();
      await next.setViewportSize({ width: 900, height: 560 });
      return { next, terminal: await goToTerminal(next, server, id) };
    };
    const second = await reopen();
    await page.close();

    await waitFor(async () => (await client.terminals.get(id)).cols < large.cols, { what: "the size of the smaller page" });
    await second.terminal.shows(program.shows);
    // One has drawn every byte since it was opened, the other begins with a screen.
    const { terminal: late, next } = await reopen();
    const [shown, lateShown] = [second.terminal.text, late.text];
    const areSame = async () => program.shows.test(await shown()) && (await shown()) === (await lateShown());
    await waitFor(areSame, { what: "both pages to show the same" });
    await next.reload();
    await waitFor(areSame, { what: "both pages to show the same after a reload" });

    await late.type(program.quit);
    await late.shows("after");
    await second.terminal.shows("after");
    expect(await lateShown()).toBe("before\nafter");
    expect(await shown()).toBe("before\nafter");
  },
);

test(
  "case 11: what a program asks of its terminal is answered once, with two pages that show it",
  SLOW,
  async ({ server, openPage }) => {
    using client = await signedIn(server);
    const script = "stty raw -echo; printf ready; head -c 1 >/dev/null; printf '\\033[c\\033[6n\\033]11;?\\033\\\\'; exec cat -v";
    const { id } = await client.terminals.create({ command: ["sh", "-c", script] });
    const { page } = await openPage();
    await signIn(page, server);
    const terminal = await goToTerminal(page, server, id);
    await terminal.shows("ready");
    const other = await goToTerminal(await page.context().newPage(), server, id);
    await other.shows("ready");
    await terminal.type("x");
    const answers = "ready^[[?1;2c^[[1;6R^[]11;rgb:0e0e/1010/1313^[\\";
    await terminal.shows(answers);
    await page.reload();
    await other.shows(answers);
    await other.type("END");
    await other.shows("END");
    expect(await other.text()).toBe(`${answers}END`);
  },
);
