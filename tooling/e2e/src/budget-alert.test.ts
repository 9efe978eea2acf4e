import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signedIn, tempFolder } from "@pilothouse/testing";
import { afterAll } from "vitest";
import { test as base } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const projects = await tempFolder("transcripts");
afterAll(() => projects[Symbol.asyncDispose]());

const test = base.override({ serverOptions: { env: { CLAUDE_PROJECTS_PATH: projects.path } } });

/** What Claude Code writes of a prompt and of a request for a million tokens of input: five dollars by the price of that model. */
function costly(sessionId: string): string {
  const of = { sessionId, cwd: "/srv/shop", version: "2.1.0", timestamp: new Date().toISOString(), isSidechain: false };
  const usage = { input_tokens: 1_000_000, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  const answer = { id: "msg_1", type: "message", role: "assistant", model: "claude-opus-4-5-20251101", usage };
  return [
    { ...of, type: "user", uuid: "prompt", parentUuid: null, message: { role: "user", content: "sell all of it" } },
    {
      ...of,
      type: "assistant",
      uuid: "answer",
      parentUuid: "prompt",
      requestId: "req_1",
      message: { ...answer, content: [{ type: "text", text: "sold" }] },
    },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

test("whatever page one is on, one is told once when a budget is used up, and the first page shows it", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  await client.analytics.budgets.create({ name: "This month", unit: "usd", period: "month", limit: 4 });
  const { page } = await openPage();
  await signInTo(page, server);
  const budget = page.getByRole("list", { name: "Budgets" }).getByRole("listitem");
  await budget.getByText("$0.00 of $4.00").waitFor();
  await page.getByText("Conversations with agents appear here").waitFor();

  await mkdir(join(projects.path, "-srv-shop"));
  await writeFile(join(projects.path, "-srv-shop", "one.jsonl"), costly("0190163d-8694-739b-aea5-000000000001"));
  await page.getByText("Over budget “This month”: $5.00 of $4.00").waitFor();
  await page.getByRole("button", { name: "Show budgets" }).click();
  await page.getByRole("heading", { name: "Budgets", level: 1 }).waitFor();
  await page.getByText("$1.00 over").waitFor();
  await page.getByRole("link", { name: "Home" }).first().click();
  await page.getByLabel("Spend", { exact: true }).getByText("$5.00", { exact: true }).first().waitFor();
  await budget.getByText("$5.00 of $4.00").waitFor();
  await budget.getByText("Over budget").waitFor({ state: "attached" });
  await page.getByRole("list", { name: "Newest conversations" }).getByRole("link", { name: "sell all of it" }).waitFor();
  await takePicture(page, "dark", "home-over-budget");
});
