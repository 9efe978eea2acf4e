import type { ListMessages } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { getConversation } from "./get-conversation.ts";
import { listMessages } from "./list-messages.ts";
import { idOf, NOW, sightOf, TestStore } from "./testing/test-store.ts";

function listed(store: TestStore, conversation: number, input: Omit<ListMessages, "id"> = {}) {
  return listMessages(store.db, sightOf(), { id: store.publicIdOf(conversation), ...input });
}

function withEntries(store: TestStore, count: number): { readonly conversation: number; readonly ids: number[] } {
  const conversation = store.conversation();
  const other = store.conversation();
  const ids: number[] = [];
  for (let at = 0; at < count; at += 1) {
    ids.push(store.entry(conversation, {}, [`text ${at}`]));
    store.entry(other);
  }
  return { conversation, ids };
}

const idsIn = ({ messages }: ReturnType<typeof listMessages>) => messages.map(({ id }) => id);

test("pages say where they are and what is before and after them", () => {
  using store = new TestStore();
  const { conversation, ids } = withEntries(store, 10);
  const [, second = 0, , , , sixth = 0] = ids;
  const of = (input: Omit<ListMessages, "id">) => {
    const page = listed(store, conversation, { limit: 3, ...input });
    return [idsIn(page).map((id) => ids.indexOf(id)), page.index, page.hasBefore, page.hasAfter, page.total];
  };
  expect(of({})).toEqual([[0, 1, 2], 0, false, true, 10]);
  expect(of({ last: true })).toEqual([[7, 8, 9], 7, true, false, 10]);
  expect(of({ after: second })).toEqual([[2, 3, 4], 2, true, true, 10]);
  expect(of({ before: sixth })).toEqual([[2, 3, 4], 2, true, true, 10]);
  expect(of({ around: sixth })).toEqual([[4, 5, 6], 4, true, true, 10]);
  expect(of({ around: second, limit: 5 })).toEqual([[0, 1, 2, 3, 4], 0, false, true, 10]);
  expect(of({ around: ids[9] ?? 0, limit: 5 })).toEqual([[5, 6, 7, 8, 9], 5, true, false, 10]);
  expect(of({ after: ids[9] ?? 0 })).toEqual([[], 10, true, false, 10]);
  expect(() => of({ before: sixth, after: second })).toThrow("name one of after, before and around");
});

test("a page with much text is shorter, and the message that was asked for is in it", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const long = "x".repeat(65_536);
  const ids = Array.from({ length: 60 }, () => store.entry(conversation, {}, [long]));
  expect(idsIn(listed(store, conversation, { limit: 100 }))).toEqual(ids.slice(0, 32));
  expect(idsIn(listed(store, conversation, { limit: 100, last: true }))).toEqual(ids.slice(-32));
  expect(idsIn(listed(store, conversation, { limit: 100, around: ids[30] ?? 0 }))).toEqual(ids.slice(14, 46));
  const page = listed(store, conversation, { limit: 100, after: ids[31] ?? 0 });
  expect(page).toMatchObject({ index: 32, hasBefore: true, hasAfter: false });
});

test("only what failed, or one subagent, or what is no subagent's", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  store.entry(conversation);
  const failed = store.entry(conversation, { kind: "result", failed: 1 });
  const inThread = store.entry(conversation, { thread: "a1", failed: 1 });
  expect(idsIn(listed(store, conversation, { errors: true }))).toEqual([failed, inThread]);
  expect(listed(store, conversation, { errors: true }).total).toBe(2);
  expect(idsIn(listed(store, conversation, { thread: "a1" }))).toEqual([inThread]);
  expect(listed(store, conversation, { thread: null }).total).toBe(2);
  expect(listed(store, conversation, { thread: null, errors: true }).total).toBe(1);
});

test("a message has its parts, what its request took, and what it continues", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  store.entry(conversation, { uuid: "u1" }, ["hello"]);
  store.request(conversation, { key: "k" });
  store.request(conversation, { key: "k advisor_message 0", extra: 1 });
  store.request(conversation, { key: "k r2" });
  const answer = store.entry(conversation, {
    kind: "answer",
    type: "assistant",
    uuid: "u2",
    parent_uuid: "u1",
    request_key: "k",
    model: "m",
  });
  store.block(answer, { conversation, kind: "thinking", text: "hm", ordinal: 0 });
  store.block(answer, { conversation, kind: "call", text: "{}", name: "Bash", call_id: "c1", ordinal: 1 });
  const again = store.entry(conversation, { kind: "answer", request_key: "k", uuid: "u3", parent_uuid: "u3" });
  const result = store.entry(conversation, { kind: "result", turn_ms: 5, parent_uuid: "gone", logical_parent_uuid: "u1" });
  store.block(result, {
    conversation,
    kind: "result",
    text: "out",
    length: 70_000,
    call_id: "c1",
    outcome: "denied",
    ordinal: 0,
  });
  store.block(result, { conversation, kind: "media", name: "image/png", bytes: 12, ordinal: 1 });
  store.block(result, { conversation, kind: "other", name: "new", ordinal: 2 });
  store.call(conversation, { call_id: "c1", called_at: NOW - 100, ended_at: NOW - 40 });
  const [prompt, first, second, last] = listed(store, conversation).messages;
  expect(prompt).toMatchObject({ parentId: null, thread: null, kind: "prompt", copied: false, spent: null });
  expect(first).toMatchObject({
    id: answer,
    parentId: prompt?.id,
    model: "m",
    spent: { requests: 1, extraCalls: 1, input: 2, costUsd: 0.002 },
    blocks: [
      { kind: "thinking", text: "hm", length: 2 },
      { kind: "call", callId: "c1", name: "Bash", remote: false, text: "{}", length: 2 },
    ],
  });
  expect(second).toMatchObject({ id: again, parentId: null, spent: null });
  expect(last).toMatchObject({
    id: result,
    parentId: null,
    turnMs: 5,
    blocks: [
      { kind: "result", callId: "c1", outcome: "denied", durationMs: 60, text: "out", length: 70_000 },
      { kind: "media", mediaType: "image/png", bytes: 12 },
      { kind: "other", type: "new" },
    ],
  });
});

test("case 16: what a resumed conversation repeats is marked, and its tokens are the older one's", () => {
  using store = new TestStore();
  const older = store.conversation();
  const original = store.entry(older, { kind: "answer", request_key: "k", uuid: "u" });
  store.request(older, { key: "k" });
  const newer = store.conversation();
  store.entry(newer, { kind: "answer", request_key: "k", uuid: "u", original });
  expect(listed(store, newer).messages).toMatchObject([{ copied: true, spent: null, parentId: null }]);
  expect(listed(store, older).messages).toMatchObject([{ copied: false, spent: { requests: 1 } }]);
});

test("case 38: any page of 50,000 entries is there at once, however deep the tree of them is", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const first = store.entry(conversation, { uuid: "u0" });
  store.db
    .prepare(
      `insert into entries (conversation, file, offset, length, part, thread, kind, type, uuid, parent_uuid)
       with recursive n (at) as (select 1 union all select at + 1 from n where at < 49999)
       select ?, (select file from entries), at, 1, 0, '', 'answer', 'assistant', 'u' || at, 'u' || (at - 1) from n`,
    )
    .run(conversation);
  const middle = listed(store, conversation, { around: first + 25_000 });
  expect(middle).toMatchObject({ total: 50_000, index: 24_950, hasBefore: true, hasAfter: true });
  expect(middle.messages.map(({ parentId }) => parentId)).toEqual(middle.messages.map(({ id }) => id - 1));
  expect(idsIn(listed(store, conversation, { last: true, limit: 1 }))).toEqual([first + 49_999]);
});

test("a subagent is named for what it was asked, with the call that started it", () => {
  using store = new TestStore();
  const conversation = store.conversation({ subagents: 2 });
  const asking = store.entry(conversation, { kind: "answer" });
  const text = JSON.stringify({ description: "Find it", prompt: "Look\nfor the needle" });
  store.block(asking, { conversation, kind: "call", name: "Task", call_id: "c1", text });
  store.call(conversation, { call_id: "c1", name: "Task", call_entry: asking });
  store.entry(conversation, { thread: "a1", kind: "injected", at: NOW - 10 }, ["Look\nfor the needle"]);
  store.entry(conversation, { thread: "a1", kind: "answer", at: NOW - 5 });
  store.entry(conversation, { thread: "a2", kind: "injected", at: NOW - 4 }, ["Something  else"]);
  store.request(conversation, { thread: "a1" });
  const { threads } = getConversation(store.db, sightOf(), { id: store.publicIdOf(conversation) });
  expect(threads).toMatchObject([
    { id: "a1", title: "Find it", callId: "c1", messages: 2, startedAt: NOW - 10, lastAt: NOW - 5, spent: { requests: 1 } },
    { id: "a2", title: "Something else", callId: null, messages: 1, spent: { requests: 0 } },
  ]);
});

test("of subagents that were asked for the same each has a call of its own", () => {
  using store = new TestStore();
  const conversation = store.conversation({ subagents: 2 });
  for (const call_id of ["c1", "c2"]) {
    const asking = store.entry(conversation, { kind: "answer" });
    store.block(asking, { conversation, kind: "call", name: "Task", call_id, text: JSON.stringify({ prompt: "Look" }) });
    store.call(conversation, { call_id, name: "Task", call_entry: asking });
  }
  for (const [at, thread] of ["a1", "a2", "a3"].entries()) {
    store.entry(conversation, { thread, kind: "injected", at: NOW + at }, ["Look"]);
  }
  const { threads } = getConversation(store.db, sightOf(), { id: store.publicIdOf(conversation) });
  expect(threads.map(({ id, callId }) => [id, callId])).toEqual([
    ["a1", "c1"],
    ["a2", "c2"],
    ["a3", "c2"],
  ]);
});

test("a conversation of others does not exist", () => {
  using store = new TestStore();
  const theirs = store.publicIdOf(store.conversation({ owner: "user:other" }));
  for (const id of [theirs, idOf(999)]) {
    expect(() => listMessages(store.db, sightOf(), { id })).toThrow(`there is no conversation ${id}`);
    expect(() => getConversation(store.db, sightOf(), { id })).toThrow(`there is no conversation ${id}`);
  }
});
