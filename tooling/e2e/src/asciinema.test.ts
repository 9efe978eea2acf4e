import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { playerSite } from "./asciinema.ts";
import { test } from "./fixtures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

/** Colours, wide characters, a program that had the screen for itself, a progress line, and more lines than there are rows. */
const SCRIPT = String.raw`
stty -echo; echo ready; read go
printf '\033[1;32mgreen\033[0m and \033[48;5;200mpink\033[0m\n'
printf '\033[?1049h\033[2J\033[5;10Hfull screen\033[?1049l'
seq 1 40
for part in 10 50 100; do printf '\rdone: %s %%' $part; done
printf '\n'
printf 'ünïcödé, 漢字 and more\n'
printf 'a line that is longer than the screen is wide, so that it goes on in the next one\n'
printf '\033[3A\033[5Cmoved\033[3B\r'
printf 'the end'
`;

const withoutEnds = (lines: readonly string[]) =>
  lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();

test.for(["asciicast-v2", "asciicast-v3"] as const)(
  "an exported %s plays in asciinema's player, whose text at the end is the terminal's",
  async (format, { server, openPage }) => {
    using client = await signedIn(server);
    const { id } = await client.terminals.create({ command: ["bash", "-c", SCRIPT], cols: 80, rows: 24 });
    const { page } = await openPage();
    await signIn(page, server);
    const terminal = await goToTerminal(page, server, id);
    // Looking at it has given it the page's size, which the recording tells of.
    await terminal.shows("ready");
    await terminal.type("\n");
    await terminal.shows("the end");
    await terminal.is("exited");
    const { rows } = await client.terminals.get(id);
    const lines = (await terminal.text()).split("\n");

    const pieces: Uint8Array[] = [];
    for await (const piece of client.terminals.export(id, format)) pieces.push(piece);
    await using site = await playerSite(Buffer.concat(pieces));
    const player = await openPage();
    await player.page.goto(site.url);
    await player.page.locator("body[data-ended]").waitFor({ state: "attached" });
    const shown = async () => withoutEnds(await player.page.locator(".ap-line").allTextContents());
    const wanted = withoutEnds(lines.slice(-rows));
    await waitFor(async () => (await shown()).includes("the end"), { what: "the player to draw its last frame" });
    expect(await shown()).toBe(wanted);
    expect(wanted).toContain("done:moved%");
    expect(wanted).toContain("漢字");
  },
);
