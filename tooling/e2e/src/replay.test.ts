import { signedIn, type TestServer, waitFor } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test } from "./fixtures.ts";
import { SIZES } from "./looks.ts";
import { takePictures } from "./pictures.ts";
import { signIn, signInTo } from "./sign-in.ts";

/** Prints, asks for somebody, waits, prints much, and ends. A query in between wants an answer that must not come. */
const SCRIPT = String.raw`
stty -echo; printf '\033[1;32mgreen\033[0m beginning\033[6n\n'; read go
printf '\033]9;Allow this?\007'; sleep 3; seq 1 3000; echo 'a needle in the hay'; seq 3001 4000; printf 'the last words'
`;

async function recorded(server: TestServer): Promise<string> {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "-c", SCRIPT], cols: 80, rows: 24, title: "a story" });
  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  for await (const event of view) {
    if (event.type === "data" && Buffer.from(event.bytes).includes("beginning")) await view.write("\n");
    if (event.type === "exit") break;
  }
  const isFound = async () => (await client.terminals.search({ query: "needle", terminalIds: [id] })).hits.length === 1;
  await waitFor(isFound, { what: "the line to be in the index", deadline: 60_000 });
  return id;
}

function replayOn(page: Page) {
  const rows = page.locator("[data-testid=replay-screen] .xterm-rows > div");
  const text = async () => (await rows.allTextContents()).map((row) => row.replaceAll("\u00a0", " ").trimEnd()).join("\n");
  return {
    text,
    shows: (expected: string) =>
      waitFor(async () => (await text()).includes(expected), { what: `the replay to show ${expected}`, deadline: 30_000 }),
    is: (status: string) => page.locator(`[data-testid=replay-status][data-status=${status}]`).waitFor({ state: "attached" }),
    ends: (words: string) => page.getByTestId("replay-status").getByText(words).waitFor(),
  };
}

describe.for(Object.entries(SIZES))("%s", ([size, options]) => {
  test(
    "a recording plays, is sought in by time, marker and words, and begins where its address says",
    { timeout: 180_000 },
    async ({ server, openPage }) => {
      const id = await recorded(server);
      const { page } = await openPage(options);
      await signInTo(page, server, { path: `/terminals/${id}/replay` });
      const replay = replayOn(page);
      await replay.is("ready");
      await page.getByTestId("replay-controls").waitFor();
      expect(await replay.text()).not.toContain("beginning");

      await page.getByLabel("Speed").selectOption("16");
      await page.getByRole("button", { name: "Play" }).click();
      await replay.shows("the last words");
      await replay.ends("The end");

      await page.getByRole("slider", { name: "Time in the recording" }).press("Home");
      await replay.is("ready");
      await waitFor(async () => !(await replay.text()).includes("last words"), { what: "the beginning" });
      await page.getByRole("heading", { name: "a story" }).click();
      await page.keyboard.press(".");
      await replay.shows("green beginning");
      await page.keyboard.press("]");
      await page.keyboard.press("]");
      await replay.is("ready");

      await page.keyboard.press("/");
      await page.getByRole("list", { name: "Markers" }).getByText("The end").waitFor();
      await page.getByRole("searchbox", { name: /output of this recording/ }).fill("needle");
      await page.getByRole("list", { name: "Lines found" }).getByRole("button").click();
      await replay.shows("a needle in the hay");
      expect(await replay.text()).not.toContain("last words");
      expect(Number(await page.evaluate("document.documentElement.scrollWidth"))).toBe(page.viewportSize()?.width);
      expect(await barriersOn(page)).toEqual([]);
      await takePictures(page, size, "replay");

      await page.goto(`${server.url}/terminals/${id}/replay?at=12`);
      await replay.is("ready");
      expect((await replay.text()).trim()).toBe("green");
      // Whatever was shown, nothing was typed.
      using client = await signedIn(server);
      const { inputs } = await client.terminals.inputs(id);
      expect(inputs.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(1);
    },
  );
});

test("a line that was found leads to its place in the recording, and a terminal to its replay", async ({ server, openPage }) => {
  const id = await recorded(server);
  const { page } = await openPage();
  await signInTo(page, server, { path: "/search" });
  await page.getByRole("searchbox", { name: /output of all terminals/ }).fill("needle");
  await page.getByRole("list", { name: "Found in a story" }).getByRole("link").first().click();
  await page.waitForURL((url) => url.pathname === `/terminals/${id}/replay` && url.searchParams.has("at"));
  const replay = replayOn(page);
  await replay.shows("a needle in the hay");

  await page.getByRole("link", { name: "Terminal", exact: true }).click();
  await page.getByTestId("ended-bar").getByRole("link", { name: "Replay" }).click();
  await page.waitForURL((url) => url.pathname === `/terminals/${id}/replay`);
  await replay.is("ready");
});

test("an address that leads to no terminal says so", async ({ server, openPage }) => {
  const { page, watch } = await openPage();
  watch.allow(/404/);
  await signIn(page, server);
  await page.goto(`${server.url}/terminals/01890a5d-ac96-774b-bcce-b302099a8057/replay`);
  await page.getByText("There is no such terminal").waitFor();
});
