import { readFile } from "node:fs/promises";
import { signedIn } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test } from "./fixtures.ts";
import { SIZES } from "./looks.ts";
import { takePictures } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";
import { beginTranscript, call, result, text } from "./transcripts.ts";

const ANSWER =
  "It **fails** because of `retry`:\n\n| test | result |\n| --- | --- |\n| one | failed |\n\nSee [the report](https://example.org/report).";
const OUTPUT = `\u001b[1;31mFAIL\u001b[0m one.test.ts\n${"a line of output\n".repeat(30)}`;

/** A conversation with a prompt, thoughts, calls of tools and an answer. */
async function writeDemo(home: string, sessionId: string) {
  const transcript = await beginTranscript(home, sessionId);
  await transcript.user("Why does the flaky test fail?");
  await transcript.model({ type: "thinking", thinking: "I should run it first." }, call("run", "Bash", { command: "npm test" }));
  await transcript.user([result("run", OUTPUT, true)]);
  await transcript.model(call("edit", "Edit", { file_path: "/src/demo/a.ts", old_string: "retry: 0", new_string: "retry: 1" }));
  await transcript.user([result("edit", "The file was changed.")]);
  await transcript.model(text(ANSWER));
  return transcript;
}

describe.for(Object.entries(SIZES))("%s", ([size, options]) => {
  test("a conversation is found in the list and read with its prompts, answers and tools", async ({ server, openPage }) => {
    using client = await signedIn(server);
    const transcript = await writeDemo(server.home, `demo-${size}`);
    const { id } = await transcript.read(client, ({ answers, toolCalls }) => answers > 0 && toolCalls === 2);

    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/conversations" });
    const list = page.getByRole("list", { name: "Conversations" });
    await list.getByRole("link", { name: "Why does the flaky test fail?" }).first().waitFor();
    expect(await barriersOn(page), "barriers in the list").toEqual([]);
    await takePictures(page, size, "conversations");
    await page.getByRole("searchbox", { name: "Filter by title, project or branch" }).fill("no such title");
    await page.getByText("No conversation matches").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();

    await list.locator(`a[href^="/conversations/${id}"]`).click();
    await page.getByRole("heading", { level: 1, name: "Why does the flaky test fail?" }).waitFor();
    await page.getByTestId("prompt").getByText("Why does the flaky test fail?").waitFor();
    await page.getByRole("cell", { name: "failed" }).waitFor();
    expect(await page.getByRole("link", { name: "the report (example.org)" }).getAttribute("rel")).toContain("noopener");
    const run = page.locator("[data-testid=tool-card][data-outcome=failed]");
    await run.getByText("$ npm test").waitFor();
    await run.getByRole("button", { name: "Show all 31 lines" }).click();
    await run.getByRole("button", { name: "Show less" }).waitFor();
    await page.getByRole("figure", { name: "Changes in /src/demo/a.ts" }).getByText("retry: 1").waitFor();
    await page.getByRole("button", { name: "Thinking" }).click();
    await page.getByText("I should run it first.").waitFor();
    expect(await barriersOn(page), "barriers in the reader").toEqual([]);
    await takePictures(page, size, "conversation");

    await page.getByRole("button", { name: "Export conversation" }).click();
    const exporting = page.getByRole("dialog", { name: "Export conversation" });
    expect(await barriersOn(page), "barriers in the dialog of exports").toEqual([]);
    const saved = page.waitForEvent("download");
    await exporting.getByRole("button", { name: "Download file" }).click();
    expect(await readFile(await (await saved).path(), "utf8")).toContain("Why does the flaky test fail?");

    await page.getByRole("button", { name: "Error before" }).click();
    await page.waitForURL(/message=\d+/);
    await page.getByRole("button", { name: "Show figures" }).click();
    await page.getByRole("rowheader", { name: "Bash" }).waitFor();
    expect(await barriersOn(page), "barriers in the figures").toEqual([]);
    await takePictures(page, size, "conversation-figures");
    await page.getByRole("link", { name: "Close figures" }).click();
    await page.getByRole("link", { name: "Back to the list" }).click();
    await page.waitForURL((url) => url.pathname === "/conversations");
  }, 180_000);
});

/** A busy machine may need longer than what is usual. */
const SLOW = { timeout: 60_000 };

/** How far from the top of the page an entry is. */
async function heightOf(page: Page, message: number): Promise<number> {
  const box = await page.locator(`[data-message="${message}"]`).first().boundingBox();
  return Math.round(box?.y ?? Number.POSITIVE_INFINITY);
}

test("an entry in the middle is led to and stays where it is while the conversation grows", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const transcript = await beginTranscript(server.home, "long");
  for (let number = 1; number <= 600; number++) {
    if (number % 2 === 1) await transcript.user(`prompt ${number}`);
    else await transcript.model(text(`answer ${number}`));
  }
  const { id } = await transcript.read(client, ({ prompts, answers }) => prompts + answers === 600);
  const { messages } = await client.conversations.messages(id, { limit: 500 });
  const middle = messages[300]?.id ?? 0;

  const { page } = await openPage();
  const entries = page.getByRole("feed", { name: "Entries" });
  // What is written after the page was told which entry is the newest is news to it.
  const newest = page.waitForResponse((answer) => decodeURIComponent(answer.url()).includes('"last":true'), SLOW);
  await signInTo(page, server, { path: `/conversations/${id}?message=${middle}` });
  await entries.getByText("prompt 301", { exact: true }).waitFor();
  await expect.poll(() => heightOf(page, middle), SLOW).toBeLessThan(400);
  await newest;
  let before = 0;
  const isStill = async () => before === (before = await heightOf(page, middle));
  await expect.poll(isStill, { ...SLOW, interval: 500 }).toBe(true);
  await transcript.model(text("the newest answer"));
  const toNew = page.getByRole("button", { name: "1 new" });
  await toNew.waitFor();
  // What was measured late may move it by a line; whoever is taken to the end does not see it any more.
  expect(Math.abs((await heightOf(page, middle)) - before)).toBeLessThan(100);
  await toNew.click();
  await entries.getByText("the newest answer").waitFor();
  await transcript.model(text("one more"));
  await entries.getByText("one more").waitFor();
  await page.getByRole("button", { name: "To the begin" }).click();
  await entries.getByText("prompt 1", { exact: true }).waitFor();
}, 180_000);

const HOSTILE = [
  `<script>document.title = "taken over"</script><img src="http://evil.example/a.png" onerror="document.title = 'taken over'">`,
  "[click me](javascript:document.title='taken%20over') ![a picture](http://evil.example/b.png) <http://evil.example/c>",
  `<iframe src="http://evil.example/d"></iframe><svg onload="document.title='taken over'"></svg><style>@import "http://evil.example/e"</style>`,
  "name \u202egnp.exe\u202c",
  "x".repeat(200_000),
  ">".repeat(20_000),
];
const BOMB = `\u001b]0;taken over\u0007\u001b[2J\u001b[?1049h${"\u001b[31mx\u001b[32my".repeat(4_000)}\u001b[999999C\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007`;

test("S18: whatever a transcript holds is text: nothing of it runs, and nothing is asked of anybody", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const transcript = await beginTranscript(server.home, "hostile");
  for (const words of HOSTILE) {
    await transcript.user(words);
    await transcript.model(text(words), call(`call of ${words.slice(0, 20)}`, `<b>${words.slice(0, 50)}`, { path: words }));
    await transcript.user([result(`call of ${words.slice(0, 20)}`, `${words}\n${BOMB}`)]);
  }
  await transcript.model(text("the last word"));
  const { id } = await transcript.read(client, ({ toolCalls }) => toolCalls === HOSTILE.length);

  const { page } = await openPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await signInTo(page, server, { path: `/conversations/${id}` });
  await page.getByText("the last word").waitFor();
  await page.getByRole("button", { name: "To the begin" }).click();
  await page.getByTestId("prompt").getByText("<script>document.title").first().waitFor();
  await page.getByText("[image: a picture, at evil.example]").first().waitFor();
  await page.getByText("click me").first().click();
  await page.waitForLoadState("networkidle");

  expect(await page.locator("main :is(script, iframe, img, style, svg[onload])").count()).toBe(0);
  expect(await page.title()).not.toContain("taken over");
  expect(asked.filter((address) => !address.startsWith(server.url))).toEqual([]);
  expect(page.url()).toContain(`/conversations/${id}`);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  expect(await barriersOn(page), "barriers in what is hostile").toEqual([]);
}, 180_000);
