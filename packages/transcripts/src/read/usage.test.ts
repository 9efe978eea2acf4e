import { ConversationAnalytics, ConversationPage, CostReport, type UsageGroup, UsageReport } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { conversationAnalytics } from "./conversation-analytics.ts";
import { cost } from "./cost.ts";
import { listConversations } from "./list-conversations.ts";
import { idOf, MINE, NOW, sightOf, TestStore } from "./testing/test-store.ts";
import { usage } from "./usage.ts";

const at = (text: string) => Date.parse(text);
const rowsOf = (report: ReturnType<typeof usage>) => report.rows.map(({ key, requests, costUsd }) => [key, requests, costUsd]);

test("case 31: days, hours, weeks and months of the viewer's zone add up to the total, and so does what has no time", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  for (let hour = 0; hour < 24 * 9; hour += 1) {
    store.request(conversation, { at: at("2026-03-25T00:30:00Z") + hour * 3_600_000, input: hour });
  }
  store.request(conversation, { at: null });
  for (const timeZone of ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "Australia/Lord_Howe"]) {
    for (const groupBy of ["hour", "day", "week", "month", "total", "model", "agent", "project", "conversation"] as const) {
      const { rows, total } = usage(store.db, sightOf(), { groupBy, timeZone });
      const sum = (name: "requests" | "input" | "cacheRead") => rows.reduce((all, row) => all + row[name], 0);
      expect([groupBy, sum("requests"), sum("input"), sum("cacheRead")]).toEqual([groupBy, 217, (215 * 216) / 2 + 1, 2_170_000]);
      expect(total).toMatchObject({ requests: 217, input: (215 * 216) / 2 + 1, cacheRead: 2_170_000 });
      expect(total.costUsd).toBe(0.217);
    }
  }
  const { rows } = usage(store.db, sightOf(), { groupBy: "day", timeZone: "Europe/Berlin" });
  const change = rows.find(({ key }) => key === "2026-03-29");
  expect(change?.requests).toBe(23);
  expect(rows.map(({ key }) => key).slice(-2)).toEqual(["2026-04-03", "unknown"]);
});

test("case 30: sums above what 32 bits and doubles hold are exact", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const cost_nanos = 4_503_599_627_370_497;
  for (let count = 0; count < 4; count += 1) store.request(conversation, { cost_nanos, input: 3_000_000_000, at: count });
  for (const groupBy of ["total", "day", "model"] as const) {
    const { rows, total } = usage(store.db, sightOf(), { groupBy });
    expect(rows[0]).toMatchObject({ input: 12_000_000_000, costUsd: 18_014_398.50948199 });
    expect(total.costUsd).toBe(18_014_398.50948199);
  }
});

test("a period and what was chosen narrow it, and rows beyond the limit still count in the total", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500), folder: "/work/tool" });
  const one = store.conversation({ first_prompt: "one" });
  const two = store.conversation({ first_prompt: "two" });
  store.request(one, { at: 1_000, project, cost_nanos: 3_000_000 });
  store.request(one, { at: 86_400_000, model: "other", cost_nanos: null });
  store.request(two, { at: 2 * 86_400_000, agent: "codex" });
  store.request(store.conversation({ owner: "user:other" }), { owner: "user:other", at: 1_000 });
  const of = (groupBy: UsageGroup, more = {}) => rowsOf(usage(store.db, sightOf(), { groupBy, ...more }));
  expect(of("day")).toEqual([
    ["1970-01-01", 1, 0.003],
    ["1970-01-02", 1, null],
    ["1970-01-03", 1, 0.001],
  ]);
  expect(of("day", { limit: 1 })).toEqual([["1970-01-03", 1, 0.001]]);
  expect(usage(store.db, sightOf(), { groupBy: "day", limit: 1 }).total.requests).toBe(3);
  expect(of("day", { from: 1_001, to: 2 * 86_400_000 })).toEqual([["1970-01-02", 1, null]]);
  expect(of("total", { from: 1_001 })).toEqual([["total", 2, 0.001]]);
  expect(of("project")).toEqual([
    [idOf(500), 1, 0.003],
    ["unknown", 2, 0.001],
  ]);
  expect(of("model", { conversationId: store.publicIdOf(one) })).toEqual([
    ["model-one", 1, 0.003],
    ["other", 1, null],
  ]);
  expect(of("conversation").map(([key]) => key)).toEqual([store.publicIdOf(one), store.publicIdOf(two)]);
  expect(of("agent", { agent: "codex" })).toEqual([["codex", 1, 0.001]]);
  expect(of("total", { projectId: idOf(500) })).toEqual([["total", 1, 0.003]]);
  expect(of("total", { model: "nothing" })).toEqual([["total", 0, 0]]);
});

test("what a created project claims is its own, and taken from the project that was found", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500), folder: "/work" });
  const claimed = store.conversation({ cwd: "/work/a" });
  store.request(claimed, { project });
  store.request(store.conversation({ cwd: "/work" }), { project, owner: MINE });
  const own = [{ id: idOf(600), name: "A", description: "", folders: ["/work/a"], archivedAt: null }];
  const sight = sightOf({ own });
  expect(
    rowsOf(usage(store.db, sight, { groupBy: "project" }))
      .map(([key, requests]) => `${key} ${requests}`)
      .toSorted(),
  ).toEqual([`${idOf(500)} 1`, `${idOf(600)} 1`]);
  for (const projectId of [idOf(500), idOf(600)]) {
    expect(usage(store.db, sight, { groupBy: "total", projectId }).total.requests).toBe(1);
  }
});

test("conversations and projects of others are not found", () => {
  using store = new TestStore();
  store.project({ public_id: idOf(500), owner: "user:other" });
  const theirs = store.publicIdOf(store.conversation({ owner: "user:other" }));
  expect(() => usage(store.db, sightOf(), { projectId: idOf(500) })).toThrow("there is no project");
  expect(() => usage(store.db, sightOf(), { conversationId: theirs })).toThrow("there is no conversation");
});

test("case 30: sums beyond what a number holds are told as the most that it holds, so that the rest can be read", () => {
  using store = new TestStore();
  const conversation = store.conversation({ last_at: NOW });
  for (const at of [NOW - 120_000, NOW - 60_000]) store.request(conversation, { at, input: Number.MAX_SAFE_INTEGER });
  const id = store.publicIdOf(conversation);
  expect(UsageReport.parse(usage(store.db, sightOf(), {})).total.input).toBe(Number.MAX_SAFE_INTEGER);
  expect(CostReport.safeParse(cost(store.db, sightOf(), {})).error).toBeUndefined();
  expect(ConversationPage.safeParse(listConversations(store.db, sightOf())).error).toBeUndefined();
  expect(ConversationAnalytics.safeParse(conversationAnalytics(store.db, sightOf(), { id })).error).toBeUndefined();
});
