import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "@pilothouse/platform";
import { signedIn, startTestServer } from "@pilothouse/testing";
import { z } from "zod";
import { ownRow, type Row } from "../report.ts";
import { onlyClaude, untilRead } from "./server.ts";

const CCUSAGE = "ccusage@20.0.24";
const run = promisify(execFile);

const Daily = z.object({
  totals: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cacheCreationTokens: z.number(),
    cacheReadTokens: z.number(),
    totalCost: z.number(),
  }),
});

/** The totals of a home's transcripts, here and by ccusage. */
export async function againstCcusage(home: string): Promise<Row[]> {
  await using server = await startTestServer({ env: onlyClaude(`${home}/projects`) });
  using client = await signedIn(server);
  await untilRead(client);
  const { total } = await client.analytics.usage({ groupBy: "day" });
  const began = performance.now();
  const answer = await run("npx", ["-y", CCUSAGE, "daily", "--json", "--offline", "--timezone", "UTC"], {
    env: { ...process.env, CLAUDE_CONFIG_DIR: home },
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => messageOf(error));
  if (typeof answer === "string") return [ownRow(`ccusage did not run: ${answer}`, Number.NaN)];
  const seconds = (performance.now() - began) / 1_000;
  const theirs = Daily.parse(JSON.parse(answer.stdout)).totals;
  const row = (what: string, ours: number, ccusage: number): Row => ({ what, ours, peers: { ccusage }, aim: "" });
  return [
    row("input tokens", total.input, theirs.inputTokens),
    row("output tokens", total.output, theirs.outputTokens),
    row("tokens written to caches", total.cacheWrite5m + total.cacheWrite1h, theirs.cacheCreationTokens),
    row("tokens read from caches", total.cacheRead, theirs.cacheReadTokens),
    row("cost, US dollars", total.costUsd ?? 0, theirs.totalCost),
    ownRow("ccusage, with the start of npx, seconds", seconds),
  ];
}
