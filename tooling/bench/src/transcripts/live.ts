import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cpuOf, signedIn, startTestServer, tempFolder } from "@pilothouse/testing";
import { ownRow, type Row } from "../report.ts";
import { percentile } from "../statistics.ts";
import { onlyClaude, untilRead } from "./server.ts";
import { writeConversation } from "./synthetic.ts";

const GROWING = 50;
const LINES = 20;
const EVERY_MS = 1_000;
const FILES = 10_000;
const WATCHED_MS = 60_000;
const YESTERDAY = new Date(Date.now() - 24 * 60 * 60_000);

/** From a line's writing to its event at a subscriber of each of fifty conversations that grow at once. */
export async function live(): Promise<Row[]> {
  await using folder = await tempFolder("live");
  const files = Array.from({ length: GROWING }, (_, at) => writeConversation(folder.path, at, 2));
  await using server = await startTestServer({ env: onlyClaude(folder.path) });
  using client = await signedIn(server);
  await untilRead(client);
  const { conversations } = await client.conversations.list({ limit: GROWING });
  const written = new Map<string, number>();
  const times: number[] = [];
  const stop = new AbortController();
  const watching = conversations.map(async ({ id }) => {
    for await (const event of client.conversations.watch(id, { signal: stop.signal })) {
      if (event.type !== "messages") continue;
      for (const { blocks } of event.messages) {
        const [block] = blocks;
        const at = block?.kind === "text" ? written.get(block.text) : undefined;
        if (at !== undefined) times.push(performance.now() - at);
      }
    }
  });
  await delay(2_000);
  for (let line = 0; line < LINES; line += 1) {
    for (const [at, file] of files.entries()) {
      const mark = `line ${line} of ${at}`;
      written.set(mark, performance.now());
      appendFileSync(file.path, file.lineOf(mark, line));
      await delay(EVERY_MS / GROWING);
    }
  }
  await delay(3_000);
  stop.abort();
  await Promise.allSettled(watching);
  return [
    ownRow(`appended line to subscriber, ${GROWING} conversations growing, p95 ms`, percentile(times, 0.95), "<= 300"),
    ownRow("the same, median", percentile(times, 0.5)),
    ownRow(`lines that arrived, of ${GROWING * LINES}`, times.length),
  ];
}

/** What a server costs that watches ten thousand files in which nothing happens. */
export async function idle(): Promise<Row[]> {
  await using folder = await tempFolder("idle");
  for (let at = 0; at < FILES; at += 1) {
    const project = join(folder.path, `-project-${at % 1_000}`);
    mkdirSync(project, { recursive: true });
    const file = join(project, `${at}.jsonl`);
    writeFileSync(file, "\n");
    // What was written to lately is looked at more often.
    utimesSync(file, YESTERDAY, YESTERDAY);
  }
  await using server = await startTestServer({ env: onlyClaude(folder.path) });
  using client = await signedIn(server);
  await untilRead(client);
  await delay(10_000);
  return [ownRow(`watching ${FILES} idle files, CPU % of a core`, await cpuOf([server.pid()], WATCHED_MS), "< 1")];
}
