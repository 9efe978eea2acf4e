import { expect, test } from "vitest";
import { activity } from "./activity.ts";
import { conversationAnalytics } from "./conversation-analytics.ts";
import { sourceFigures } from "./source-figures.ts";
import { NOW, sightOf, TestStore } from "./testing/test-store.ts";
import { tools } from "./tools.ts";

const MINUTE = 60_000;

test("case 32: calls are counted by how they ended, copies apart", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const call = (row: Record<string, string | number>) => store.call(conversation, { called_at: NOW - 1_000, ...row });
  call({ outcome: "ok", ended_at: NOW - 900 });
  call({ outcome: "failed", ended_at: NOW - 500 });
  call({ outcome: "denied", ended_at: NOW - 1_100 });
  call({ outcome: "refused" });
  call({});
  call({ name: "Read", outcome: "ok", copied: 1 });
  store.call(store.conversation({ owner: "user:other" }), { outcome: "ok" });
  expect(tools(store.db, sightOf(), {}).tools).toEqual([
    {
      name: "Bash",
      calls: 5,
      ok: 1,
      failed: 1,
      denied: 1,
      refused: 1,
      totalMs: 600,
      medianMs: 100,
      slowestMs: 500,
    },
  ]);
  expect(tools(store.db, sightOf(), { from: NOW }).tools).toEqual([]);
  expect(tools(store.db, sightOf(), { model: "none" }).tools).toEqual([]);
  const id = store.publicIdOf(conversation);
  expect(conversationAnalytics(store.db, sightOf(), { id }).tools.map(({ name, calls }) => [name, calls])).toEqual([
    ["Bash", 5],
    ["Read", 1],
  ]);
});

test("days and hours are those of the viewer's zone", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const late = Date.parse("2026-11-22T23:30:00Z");
  const prompt = store.entry(conversation, { at: late });
  store.entry(conversation, { kind: "answer", at: late }, ["hello"]);
  store.entry(conversation, { kind: "answer", at: NOW }, ["hello"]);
  store.entry(conversation, { kind: "answer", at: NOW });
  store.entry(conversation, { at: late, original: prompt });
  store.entry(conversation, { at: late, replayed: 1 });
  store.entry(conversation, { kind: "injected", at: late });
  store.call(conversation, { called_at: NOW, outcome: "failed" });
  store.entry(store.conversation({ owner: "user:other" }), { at: late });
  const nothing = { prompts: 0, answers: 0, toolCalls: 0, toolErrors: 0 };
  expect(activity(store.db, sightOf(), {})).toEqual({
    days: [
      { ...nothing, day: "2026-11-22", prompts: 1, answers: 1, conversations: 1 },
      { ...nothing, day: "2026-11-25", answers: 1, toolCalls: 1, toolErrors: 1, conversations: 1 },
    ],
    hours: [{ weekday: 7, hour: 23, prompts: 1 }],
  });
  const inBerlin = activity(store.db, sightOf(), { timeZone: "Europe/Berlin" });
  expect(inBerlin.days.map(({ day }) => day)).toEqual(["2026-11-23", "2026-11-25"]);
  expect(inBerlin.hours).toEqual([{ weekday: 1, hour: 0, prompts: 1 }]);
  expect(activity(store.db, sightOf(), { to: late, agent: "claude" }).days).toEqual([]);
});

test("of a conversation: models, files, commands, how its context grew, and the time that was worked", () => {
  using store = new TestStore();
  const conversation = store.conversation({ started_at: NOW - 30 * MINUTE, last_at: NOW, compactions: 2 });
  const id = store.publicIdOf(conversation);
  const entry = store.entry(conversation, { at: NOW - 30 * MINUTE });
  for (const ago of [25, 19, 0]) store.entry(conversation, { at: NOW - ago * MINUTE });
  store.entry(conversation, { at: null });
  store.request(conversation, { at: NOW - 10, input: 1_000 });
  store.request(conversation, { at: NOW - 5, model: "model-two", thread: "a1" });
  store.call(conversation, { file_path: "/a", access: "read" });
  store.call(conversation, { file_path: "/a", access: "write" });
  store.call(conversation, { command: "ls", call_entry: entry, outcome: "ok" });
  expect(conversationAnalytics(store.db, sightOf(), { id })).toMatchObject({
    models: [
      { model: "model-one", spent: { requests: 1 } },
      { model: "model-two", spent: { requests: 1 } },
    ],
    files: [{ path: "/a", reads: 1, writes: 1 }],
    commands: [{ command: "ls", outcome: "ok", messageId: entry }],
    context: [{ at: NOW - 10, tokens: 12_100 }],
    compactions: 2,
    elapsedMs: 30 * MINUTE,
    activeMs: 5 * MINUTE,
    cacheHit: 20_000 / (20_000 + 2_200 + 1_001),
  });
  const empty = store.publicIdOf(store.conversation({ started_at: null, last_at: null }));
  expect(conversationAnalytics(store.db, sightOf(), { id: empty })).toMatchObject({ elapsedMs: 0, activeMs: 0, cacheHit: null });
});

test("case 39: of a folder is said how much was read, and what could not be", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const entry = store.entry(conversation);
  const file = store.db.prepare<[number], number>("select file from entries where id = ?").pluck().get(entry) ?? 0;
  store.db.prepare("update files set bad = 2 where id = ?").run(file);
  for (const at of [5, 6]) store.insert("bad_lines", { file, offset: at, length: 1, reason: `reason ${at}`, at });
  store.insert("unknown_kinds", { file, kind: "block/new", lines: 3 });
  expect(sourceFigures(store.db)).toMatchObject([
    {
      agent: "claude",
      path: `/root-${conversation}`,
      owner: "user:mine",
      files: 1,
      bytes: 100,
      readBytes: 80,
      badLines: 2,
      lastBadLine: { path: `/transcripts/${conversation}.jsonl`, offset: 6, reason: "reason 6", at: 6 },
      unknownKinds: [{ kind: "block/new", lines: 3 }],
    },
  ]);
});
