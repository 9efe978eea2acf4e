import type { Spent, UsageGroup } from "@pilothouse/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestStore } from "../ingest/testing/store.ts";
import { fixtureRoots } from "../testing/fixture-roots.ts";
import { readAll } from "../testing/read-all.ts";
import { type SpentTruth, truth } from "../testing/truth.ts";
import { listConversations } from "./list-conversations.ts";
import { listMessages } from "./list-messages.ts";
import { listProjects } from "./list-projects.ts";
import { search } from "./search.ts";
import { sightOf } from "./testing/test-store.ts";
import { tools } from "./tools.ts";
import { usage } from "./usage.ts";
import { unpackFixtures } from "../testing/unpack-fixtures.ts";

const asTruth = (spent: Spent) => ({
  requests: spent.requests,
  advisor_calls: spent.extraCalls,
  input: spent.input,
  output: spent.output,
  cache_write_5m: spent.cacheWrite5m,
  cache_write_1h: spent.cacheWrite1h,
  cache_read: spent.cacheRead,
  cost_usd: spent.costUsd,
});

const expected = ({ requests = 0, advisor_calls = 0, ...tokens }: SpentTruth) => ({
  requests,
  advisor_calls,
  input: tokens.input,
  output: tokens.output,
  cache_write_5m: tokens.cache_write_5m ?? 0,
  cache_write_1h: tokens.cache_write_1h ?? 0,
  cache_read: tokens.cache_read,
  cost_usd: expect.closeTo(tokens.cost_usd, 5),
});

describe("what is answered of real transcripts", () => {
  const store = new TestStore();
  const sight = sightOf({ owners: ["user:1"] });
  beforeAll(() => {
    unpackFixtures(store.home);
    readAll(store.ingester, fixtureRoots(store.home, "user:1"));
  });
  afterAll(() => store[Symbol.dispose]());

  const { aggregate } = truth;
  const of = (groupBy: UsageGroup) => usage(store.db, sight, { groupBy, agent: "claude" });

  test("whatever it is grouped by, everything adds up to what was spent", () => {
    for (const groupBy of ["total", "hour", "day", "week", "month", "model", "project", "agent", "conversation"] as const) {
      const { rows, total } = of(groupBy);
      expect(asTruth(total)).toEqual(expected(aggregate.grand_total));
      expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBe(aggregate.grand_total.requests);
    }
  });

  test("every day and every model has what another program counted", () => {
    const byDay = Object.fromEntries(of("day").rows.map((row) => [row.key, asTruth(row)]));
    const byModel = Object.fromEntries(of("model").rows.map((row) => [row.key, asTruth(row)]));
    // Sums by something leave those out of `requests` that are only known from copies.
    const all = (sums: Record<string, SpentTruth>) =>
      Object.fromEntries(
        Object.entries(sums).map(([key, { requests = 0, mirror_only_requests = 0, ...sum }]) => [
          key,
          expected({ ...sum, requests: requests + mirror_only_requests }),
        ]),
      );
    expect(byDay).toEqual(all(aggregate.by_utc_day));
    expect(byModel).toEqual(all(aggregate.by_model));
  });

  test("conversations, projects and tools add up, too", () => {
    const { conversations } = listConversations(store.db, sight, { agent: "claude", limit: 200 });
    const sum = (of: (one: (typeof conversations)[number]) => number) => conversations.reduce((all, one) => all + of(one), 0);
    expect(sum(({ prompts }) => prompts)).toBe(aggregate.claude_human_prompts);
    expect(sum(({ spent }) => spent.costUsd ?? 0)).toBeCloseTo(aggregate.grand_total.cost_usd, 5);
    const { projects } = listProjects(store.db, sight, { limit: 200 });
    const { total } = usage(store.db, sight, { groupBy: "project" });
    const unknown = usage(store.db, sight, { groupBy: "project" }).rows.find(({ key }) => key === "unknown");
    const requests = projects.reduce((all, { spent }) => all + spent.requests, unknown?.requests ?? 0);
    expect(requests).toBe(total.requests);
    const calls = tools(store.db, sight, { agent: "claude" }).tools.reduce((all, tool) => all + tool.calls, 0);
    expect(calls).toBeGreaterThan(800);
  });

  test("every conversation can be read from its first to its last message, with all that it spent", () => {
    for (const { id, agent, spent } of listConversations(store.db, sight, { limit: 200 }).conversations) {
      let after = 0;
      let requests = 0;
      for (;;) {
        const page = listMessages(store.db, sight, { id, after, limit: 100 });
        requests += page.messages.reduce((sum, message) => sum + (message.spent?.requests ?? 0), 0);
        if (!page.hasAfter) break;
        after = page.messages.at(-1)?.id ?? after;
      }
      // What Codex says of tokens stands beside its messages.
      expect(requests).toBe(agent === "codex" ? 0 : spent.requests);
    }
  });

  test("case 16: what two conversations share is found once", () => {
    const { hits } = search(store.db, sight, { query: "the", in: ["prompt", "answer"], limit: 200 });
    expect(new Set(hits.map(({ messageId, snippet }) => `${messageId} ${snippet}`)).size).toBe(hits.length);
  });
});
