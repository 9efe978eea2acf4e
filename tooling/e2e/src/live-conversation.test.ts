import type { ActivityState, Conversation } from "@pilothouse/sdk";
import { signedIn, waitFor } from "@pilothouse/testing";
import { expect } from "vitest";
import { startServerWithClaude } from "./claude.ts";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";

const STORY = { makeit: "run:[touch made] say:[all is finished] tokens:[321]" };

test("what the real Claude Code writes in a terminal is read while it is written, and both lead to each other", async ({
  openPage,
}) => {
  await using claude = await startServerWithClaude(STORY);
  const { server, project: cwd, env } = claude;
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["claude"], cwd, env, title: "make it" });
  const view = client.terminals.attach(id, { mode: "control" });
  let screen = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const event of view) if (event.type === "data") screen += decoder.decode(event.bytes, { stream: true });
  })();
  const shows = (text: string) => waitFor(() => screen.includes(text), { what: `the screen to show ${text}`, deadline: 60_000 });
  const is = (state: ActivityState) =>
    waitFor(async () => (await client.terminals.get(id)).activity.state === state, {
      what: `Claude Code to be ${state}`,
      deadline: 60_000,
    });
  const conversation = (ready: (one: Conversation) => boolean) =>
    waitFor(async () => (await client.conversations.list()).conversations.find(ready), {
      what: "the conversation",
      deadline: 60_000,
    });

  await is("idle");
  await shows("❯");
  await view.write("makeit");
  await shows("makeit");
  await view.write("\r");
  await is("waiting");
  const begun = await conversation(({ terminalId, status }) => terminalId === id && status === "waiting");
  expect(begun).toMatchObject({ agent: "claude", title: "makeit", cwd, prompts: 1 });

  const { page } = await openPage();
  await signInTo(page, server, { path: `/conversations/${begun.id}` });
  const entries = page.getByRole("feed", { name: "Entries" }).or(page.getByLabel("Entries"));
  await entries.getByText("makeit").waitFor();
  await entries.getByText("touch made").first().waitFor();
  await view.write("\r");
  await entries.getByText("all is finished").waitFor();
  await is("idle");

  const done = await conversation(({ spent, status }) => spent.requests === 2 && status !== "waiting");
  expect(done).toMatchObject({ id: begun.id, toolCalls: 1, toolErrors: 0, spent: { output: 642 } });
  await page.getByRole("link", { name: "Terminal", exact: true }).click();
  await page.waitForURL((url) => url.pathname === `/terminals/${id}`);
  await page.getByRole("link", { name: /^Read the conversation/ }).click();
  await page.waitForURL((url) => url.pathname === `/conversations/${begun.id}`);
  await entries.getByText("all is finished").waitFor();
  // Before its server goes.
  await page.close();
  view.close();
  await reading;
}, 240_000);
