import { signedIn, startTestServer } from "@pilothouse/testing";
import { ownRow, type Row } from "../report.ts";
import { makeWords, seeded } from "../search-corpus.ts";
import { percentile } from "../statistics.ts";
import { onlyClaude, untilRead } from "./server.ts";
import { LANGUAGE } from "./synthetic.ts";

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** How long answers take, asked by the SDK over HTTP, of so many messages; and how soon the newest is there after a first start. */
export async function questions(corpus: { readonly path: string; readonly messages: number }, samples: number): Promise<Row[]> {
  await using server = await startTestServer({ env: onlyClaude(corpus.path) });
  using client = await signedIn(server);
  const began = performance.now();
  while ((await client.conversations.list({ limit: 1 })).conversations.length === 0) continue;
  const newest = performance.now() - began;
  await untilRead(client);
  const words = makeWords(LANGUAGE);
  const random = seeded(3);
  const word = (from: number, to: number) => words[from + Math.floor(random() * (to - from))] ?? "";
  const { conversations } = await client.conversations.list({ limit: 200, sort: "cost" });
  const some = () => conversations[Math.floor(random() * conversations.length)]?.id ?? "";
  const p95 = async (ask: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let at = 0; at < samples; at += 1) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    return percentile(times, 0.95);
  };
  const of = `of ${corpus.messages.toLocaleString("en")} messages`;
  const now = Date.now();
  return [
    ownRow("newest conversation after the first start, ms", newest, "<= 1000"),
    ownRow(
      `search for a word ${of} p95, ms`,
      await p95(() => client.conversations.search({ query: word(300, 30_000) })),
      "<= 50",
    ),
    ownRow(
      "search for two frequent words p95, ms",
      await p95(() => client.conversations.search({ query: `${word(0, 30)} ${word(0, 30)}` })),
      "<= 50",
    ),
    ownRow("list of conversations p95, ms", await p95(() => client.conversations.list()), "<= 20"),
    ownRow("the same by cost p95, ms", await p95(() => client.conversations.list({ sort: "cost" })), "<= 20"),
    ownRow("first page of a conversation p95, ms", await p95(() => client.conversations.messages(some())), "<= 50"),
    ownRow(
      "usage by day over a year p95, ms",
      await p95(() => client.analytics.usage({ groupBy: "day", from: now - YEAR_MS, timeZone: "Europe/Berlin" })),
      "<= 100",
    ),
  ];
}
