import type { ListConversations } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { listConversations } from "./list-conversations.ts";
import type { LinkedTerminal } from "./sight.ts";
import { idOf, MINE, NOW, sightOf, TestStore } from "./testing/test-store.ts";

const titles = (store: TestStore, input: ListConversations = {}, sight = sightOf()) =>
  listConversations(store.db, sight, input).conversations.map(({ title }) => title);

test("all is said of a conversation that is known", () => {
  using store = new TestStore();
  const project = store.project({ folder: "/work/tool" });
  const parent = store.conversation({ session: "parent" });
  const id = store.conversation({
    agent: "codex",
    session: "one",
    custom_title: "  Fix\n the  build ",
    first_prompt: "hello",
    project,
    cwd: "/work/tool/src",
    branch: "main",
    model: "model-one",
    version: "1.2",
    prompts: 2,
    answers: 3,
    tool_calls: 4,
    tool_errors: 1,
    api_errors: 5,
    subagents: 1,
    understated: 1,
    pull_request: "https://example.org/1",
    parent_session: "parent",
  });
  store.db.prepare("update conversations set agent = 'codex' where id = ?").run(parent);
  store.request(id);
  store.request(id, { extra: 1, cost_nanos: null, model: "model-two" });
  const [shown] = listConversations(store.db, sightOf(), { sessionId: "one" }).conversations;
  expect(shown).toEqual({
    id: store.publicIdOf(id),
    agent: "codex",
    sessionId: "one",
    title: "Fix the build",
    projectId: idOf(1),
    projectName: "tool",
    cwd: "/work/tool/src",
    branch: "main",
    model: "model-one",
    version: "1.2",
    status: "completed",
    startedAt: NOW - 3_600_000,
    lastAt: NOW - 1_800_000,
    prompts: 2,
    answers: 3,
    toolCalls: 4,
    toolErrors: 1,
    apiErrors: 5,
    subagents: 1,
    parentId: store.publicIdOf(parent),
    terminalId: null,
    pullRequest: "https://example.org/1",
    missingSince: null,
    understated: true,
    spent: {
      requests: 1,
      extraCalls: 1,
      input: 2,
      output: 20,
      cacheWrite5m: 200,
      cacheWrite1h: 2_000,
      cacheRead: 20_000,
      costUsd: 0.001,
      unpricedRequests: 1,
    },
  });
});

test("what has no price has no cost, and what was not asked for costs nothing", () => {
  using store = new TestStore();
  const unknown = store.conversation({ first_prompt: "unknown", last_at: NOW });
  store.request(unknown, { cost_nanos: null });
  store.conversation({ first_prompt: "nothing" });
  const costs = listConversations(store.db, sightOf()).conversations.map(({ spent }) => spent.costUsd);
  expect(costs).toEqual([null, 0]);
});

test("pages follow one another without a conversation twice or missing, whatever the order and whoever has them", () => {
  using store = new TestStore();
  for (let at = 0; at < 25; at += 1) {
    const owner = at % 3 === 0 ? "team:one" : MINE;
    store.conversation({ owner, first_prompt: `number ${at}`, last_at: at % 4 === 0 ? null : NOW - (at % 5), prompts: at % 2 });
  }
  store.conversation({ owner: "user:other", first_prompt: "theirs" });
  store.conversation({ listed: 0, first_prompt: "nothing but a summary" });
  const sight = sightOf({ owners: [MINE, "team:one"] });
  for (const sort of ["last", "started", "cost", "tokens", "prompts", "errors"] as const) {
    for (const order of ["asc", "desc"] as const) {
      const all = titles(store, { sort, order, limit: 200 }, sight);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = listConversations(store.db, sight, { sort, order, limit: 4, ...(cursor && { cursor }) });
        paged.push(...page.conversations.map(({ title }) => title));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(paged).toEqual(all);
      expect(new Set(paged).size).toBe(25);
    }
  }
});

test("a cursor that no list gave is refused", () => {
  using store = new TestStore();
  for (const cursor of ["x", "W10", Buffer.from('[null,"a"]').toString("base64url")]) {
    expect(() => listConversations(store.db, sightOf(), { cursor })).toThrow("this cursor is of no list");
  }
});

test("each filter lets through what it names", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500) });
  const one = store.conversation({
    first_prompt: "one",
    agent: "gemini",
    branch: "b",
    project,
    tool_errors: 1,
    session: "s1",
    last_at: NOW - 10,
    started_at: NOW - 20,
  });
  store.conversation({ first_prompt: "two 100%_of", last_at: NOW - 100, started_at: NOW - 110 });
  store.request(one, { model: "m", cost_nanos: 2_000_000_000 });
  store.call(one, { name: "Read" });
  const filters: ListConversations[] = [
    { agent: "gemini" as const },
    { branch: "b" },
    { projectId: idOf(500) },
    { hasErrors: true },
    { model: "m" },
    { tool: "Read" },
    { minCostUsd: 2 },
    { from: NOW - 10 },
    { sessionId: "s1" },
    { title: "ONE" },
  ];
  for (const filter of filters) expect([filter, titles(store, filter)]).toEqual([filter, ["one"]]);
  expect(titles(store, { to: NOW - 20 })).toEqual(["two 100%_of"]);
  expect(titles(store, { hasErrors: false })).toEqual(["two 100%_of"]);
  expect(titles(store, { minCostUsd: 2.000000001 })).toEqual([]);
  expect(titles(store, { title: "100%_" })).toEqual(["two 100%_of"]);
  expect(titles(store, { title: "1__" })).toEqual([]);
});

test("a conversation goes on while it is written and its agent has not ended, and waits where its terminal says so", () => {
  using store = new TestStore();
  store.conversation({ first_prompt: "active", last_at: NOW - 299_999, started_at: 5 });
  store.conversation({ first_prompt: "quiet", last_at: NOW - 300_000, started_at: 4 });
  store.conversation({ first_prompt: "done", last_at: NOW, ended: "done", started_at: 3 });
  store.conversation({ first_prompt: "failed", last_at: NOW, ended: "error", started_at: 2 });
  store.conversation({ first_prompt: "waiting", last_at: NOW, session: "s", started_at: 1 });
  const sight = sightOf({ terminals: [terminal({ sessionId: "s", terminalId: idOf(9), waiting: true })] });
  const of = (status: "active" | "waiting" | "completed" | "error") => titles(store, { status, sort: "started" }, sight);
  expect(of("active")).toEqual(["active"]);
  expect(of("completed")).toEqual(["quiet", "done"]);
  expect(of("error")).toEqual(["failed"]);
  expect(of("waiting")).toEqual(["waiting"]);
  const shown = listConversations(store.db, sight, { sort: "started" }).conversations;
  expect(shown.map(({ status }) => status)).toEqual(["active", "completed", "completed", "error", "waiting"]);
  expect(shown.at(-1)?.terminalId).toBe(idOf(9));
});

test("a terminal whose agent tells of no conversation has what began in its folder while it ran, unless another one was told of", () => {
  using store = new TestStore();
  const conversation = (first_prompt: string, started_at: number, cwd = "/work") =>
    store.conversation({ first_prompt, session: first_prompt, agent: "codex", cwd, started_at, last_at: started_at });
  conversation("before", NOW - 10_000);
  conversation("elsewhere", NOW, "/other");
  conversation("within", NOW);
  conversation("told", NOW + 1);
  conversation("after", NOW + 10_000);
  const there = { agent: "codex" as const, cwd: "/work", from: NOW - 1_000, to: NOW + 1_000 };
  const sight = sightOf({
    terminals: [
      terminal({ ...there, terminalId: idOf(8) }),
      terminal({ ...there, terminalId: idOf(9), sessionId: "told" }),
      terminal({ ...there, terminalId: idOf(7), cwd: "/other", agent: "gemini" }),
    ],
  });
  const shown = listConversations(store.db, sight, { sort: "started", order: "asc" }).conversations;
  expect(shown.map(({ title, terminalId }) => [title, terminalId])).toEqual([
    ["before", null],
    ["elsewhere", null],
    ["within", idOf(8)],
    ["told", idOf(9)],
    ["after", null],
  ]);
  expect(titles(store, { terminalId: idOf(8), order: "asc" }, sight)).toEqual(["within", "told"]);
  expect(titles(store, { terminalId: idOf(9) }, sight)).toEqual(["told"]);
  expect(titles(store, { terminalId: idOf(6) }, sight)).toEqual([]);
});

function terminal(more: Partial<LinkedTerminal>): LinkedTerminal {
  const idle = { agent: "claude" as const, sessionId: null, terminalId: idOf(9), waiting: false };
  return { ...idle, cwd: "/", from: 0, to: null, ...more };
}

test("a created project takes what began in or below its folders, the longest folder first", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500), folder: "/work" });
  for (const cwd of ["/work", "/work/a", "/work/a/b", "/work/ab", "/other"])
    store.conversation({ first_prompt: cwd, cwd, project });
  const made = { description: "", archivedAt: null };
  const sight = sightOf({
    own: [
      { ...made, id: idOf(600), name: "A", folders: ["/work/a/", "/nowhere"] },
      { ...made, id: idOf(601), name: "B", folders: ["/work/a/b"] },
    ],
  });
  expect(titles(store, { projectId: idOf(600) }, sight)).toEqual(["/work/a"]);
  expect(titles(store, { projectId: idOf(601) }, sight)).toEqual(["/work/a/b"]);
  expect(titles(store, { projectId: idOf(500) }, sight)).toEqual(["/other", "/work/ab", "/work"]);
  const names = listConversations(store.db, sight).conversations.map(({ projectName }) => projectName);
  expect(names).toEqual(["work", "work", "B", "A", "work"]);
});

test("a project of others does not exist", () => {
  using store = new TestStore();
  store.project({ public_id: idOf(500), owner: "user:other" });
  for (const projectId of [idOf(500), idOf(501)]) {
    expect(() => titles(store, { projectId })).toThrow(`there is no project ${projectId}`);
  }
});
