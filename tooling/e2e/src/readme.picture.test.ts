import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { signedIn } from "@pilothouse/testing";
import { startServerWithClaude } from "./claude.ts";
import { test as base } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal, terminalOn } from "./terminal-page.ts";

const README_PICTURE = fileURLToPath(new URL("../../../apps/web/docs/terminal.png", import.meta.url));
const PROMPT = "Why does the resize test fail now and then?";
const FINDING =
  "The test reads the size before the terminal has taken it over: `resize` resolves when the runner has it, not when the " +
  "program has seen it. Waiting for the `resize` event instead of the call makes it deterministic. I changed " +
  "resize.test.ts accordingly; it passed 200 times in a row.";

// oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern; this one has none.
const test = base.extend("claude", { scope: "file" }, async ({}, { onCleanup }) => {
  const claude = await startServerWithClaude({ [PROMPT]: `read:[src/resize.test.ts] say:[${FINDING}]` });
  onCleanup(() => claude[Symbol.asyncDispose]());
  return claude;
});

const WATCHING = `
printf '\\033[1;36m RERUN \\033[0m packages/terminals/src/resize.test.ts\\n\\n'
for name in 'a resize is seen by every viewer' 'two viewers agree on one size' 'a size of 0x0 is refused' 'the size survives a restart'
do printf ' \\033[32m✓\\033[0m %s \\033[2m12 ms\\033[0m\\n' "$name"; done
printf '\\n \\033[2mTests\\033[0m  \\033[1;32m4 passed\\033[0m\\n \\033[2mTime\\033[0m   0.4 s\\n\\n \\033[1;32mPASS\\033[0m  waiting for changes\\n'
exec cat
`;

test("the picture of the readme shows real Claude Code beside a shell", async ({ claude, openPage }) => {
  const { server, project, env } = claude;
  await mkdir(join(project, "src"));
  await writeFile(join(project, "src/resize.test.ts"), "await terminal.resize(120, 40);\n".repeat(40));
  using client = await signedIn(server);
  const agent = await client.terminals.create({ command: ["claude"], cwd: project, env, title: "Flaky resize test" });
  const watching = await client.terminals.create({ command: ["sh", "-c", WATCHING], cwd: project, title: "vitest --watch" });

  const { page } = await openPage({ viewport: { width: 1360, height: 600 } });
  await signIn(page, server);
  await (await goToTerminal(page, server, watching.id)).shows("waiting for changes");
  await page.goto(`${server.url}/terminals/${agent.id}?beside=${watching.id}`);
  const terminal = terminalOn(page, agent.id);
  await terminal.shows("❯");
  await terminal.type(PROMPT);
  await terminal.shows(PROMPT);
  await page.keyboard.press("Enter");
  await terminal.shows(/times\s+in a row/);

  const picture = await takePicture(page, "dark", "readme");
  if (process.env["README_SCREENSHOT"] === undefined) return;
  await mkdir(join(README_PICTURE, ".."), { recursive: true });
  await copyFile(picture, README_PICTURE);
}, 120_000);
