import type { SearchConversations } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { search } from "./search.ts";
import { idOf, NOW, sightOf, TestStore } from "./testing/test-store.ts";

type More = Omit<SearchConversations, "query">;
const found = (store: TestStore, query: string, more: More = {}) =>
  search(store.db, sightOf(), { query, ...more }).hits.map(({ snippet }) => snippet);

test("a hit says where it is, with the text around what was found", () => {
  using store = new TestStore();
  const project = store.project({ folder: "/work/tool" });
  const conversation = store.conversation({ first_prompt: "The title", agent: "codex", project });
  const messageId = store.entry(conversation, { at: NOW - 5 }, ["The Quick brown fox"]);
  const [hit] = search(store.db, sightOf(), { query: "QUICK the" }).hits;
  expect(hit).toEqual({
    conversationId: store.publicIdOf(conversation),
    title: "The title",
    projectName: "tool",
    agent: "codex",
    messageId,
    in: "prompt",
    at: NOW - 5,
    snippet: "The Quick brown fox",
    ranges: [
      [0, 3],
      [4, 9],
    ],
  });
});

test("words, phrases, beginnings and accents", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  store.entry(conversation, {}, ["the connection was closed"]);
  expect(found(store, "closed connection")).toHaveLength(1);
  expect(found(store, "connect")).toHaveLength(0);
  expect(found(store, "connect*")).toHaveLength(1);
  expect(found(store, '"connection was"')).toHaveLength(1);
  expect(found(store, '"was connection"')).toHaveLength(0);
  store.entry(conversation, {}, ["Übersetzung, fertig"]);
  expect(found(store, "ubersetzung")).toHaveLength(1);
});

test.for(['a" OR "b', "NEAR(x y)", "word AND other", "text:found", "^ab*", "a'b; drop table blocks", "*ab", "{ab}", "ab - cd"])(
  "case 36: what is typed is text and nothing else: %s",
  (query) => {
    using store = new TestStore();
    const conversation = store.conversation();
    store.entry(conversation, {}, ["ab word other x y found"]);
    expect(() => found(store, query)).not.toThrow();
    store.entry(conversation, {}, [`before ${query.replaceAll('"', "")} behind`]);
    expect(() => found(store, query)).not.toThrow();
  },
);

test("case 36: signs around and between words count", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  store.entry(conversation, {}, ["written in C++ and foo-bar"]);
  store.entry(conversation, {}, ["written in C and foo bar"]);
  expect(found(store, "C++")).toEqual(["written in C++ and foo-bar"]);
  expect(found(store, "foo-bar")).toEqual(["written in C++ and foo-bar"]);
  expect(search(store.db, sightOf(), { query: "c++" }).hits[0]?.ranges).toEqual([[11, 14]]);
  expect(found(store, "foo bar")).toHaveLength(2);
});

test.for(['"', "*", '""', "🙂", "---", " \t "])("case 36: of %s is said that there is nothing to look for", (query) => {
  using store = new TestStore();
  expect(() => found(store, query)).toThrow("search for at least one letter or digit");
});

test("case 36: as many words as are allowed, and not one more", () => {
  using store = new TestStore();
  const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(" ");
  expect(found(store, words(16))).toEqual([]);
  expect(() => found(store, words(17))).toThrow("search for at most 16 words at a time");
});

test("only what was asked for is looked through", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500) });
  const one = store.conversation({ project, agent: "gemini" });
  const entry = store.entry(one, { kind: "answer", at: NOW - 100 }, ["needle answer"]);
  for (const searched of ["thinking", "input", "output"]) {
    store.block(entry, { conversation: one, ordinal: 1, kind: "text", text: `needle ${searched}`, searched });
  }
  const two = store.conversation();
  store.entry(two, { at: NOW - 50 }, ["needle prompt"]);
  const theirs = store.conversation({ owner: "user:other" });
  store.entry(theirs, {}, ["needle of others"]);
  expect(found(store, "needle")).toEqual(["needle prompt", "needle answer"]);
  expect(found(store, "needle", { in: ["thinking", "output"] }).sort()).toEqual(["needle output", "needle thinking"]);
  expect(found(store, "needle", { projectId: idOf(500) })).toEqual(["needle answer"]);
  expect(found(store, "needle", { conversationId: store.publicIdOf(two) })).toEqual(["needle prompt"]);
  expect(found(store, "needle", { agent: "gemini" })).toEqual(["needle answer"]);
  expect(found(store, "needle", { from: NOW - 50 })).toEqual(["needle prompt"]);
  expect(found(store, "needle", { to: NOW - 50 })).toEqual(["needle answer"]);
  const conversationId = store.publicIdOf(theirs);
  expect(() => found(store, "needle", { conversationId })).toThrow(`there is no conversation ${conversationId}`);
});

function paged(store: TestStore, query: string): { readonly all: string[]; readonly pages: number } {
  const all: string[] = [];
  let pages = 0;
  let cursor: string | undefined;
  do {
    const page = search(store.db, sightOf(), { query, limit: 100, ...(cursor && { cursor }) });
    all.push(...page.hits.map(({ snippet }) => snippet));
    pages += 1;
    cursor = page.next ?? undefined;
  } while (cursor);
  return { all, pages };
}

test("pages go on by time where the last one ended", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  for (let at = 0; at < 250; at += 1) store.entry(conversation, { at: NOW - ((at * 7) % 100) }, [`needle ${at}`]);
  const { all, pages } = paged(store, "needle");
  expect(pages).toBe(3);
  expect(new Set(all).size).toBe(250);
  const times = all.map((text) => (Number(text.slice(7)) * 7) % 100);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("words that are in very many texts are found from the newest entry on, without waiting for all of them", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const theirs = store.conversation({ owner: "user:other" });
  store.db.transaction(() => {
    for (let at = 0; at < 1_002; at += 1) store.entry(at % 2 === 0 ? conversation : theirs, {}, [`needle ${at}`]);
  })();
  const { all } = paged(store, "needle");
  expect(all).toEqual(Array.from({ length: 501 }, (_, at) => `needle ${1_000 - at * 2}`));
});

test("a cursor of few texts does not make a search look at very many at once", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const write = (count: number) =>
    store.db.transaction(() => {
      for (let at = 0; at < count; at += 1) store.entry(conversation, {}, ["needle"]);
    })();
  write(1_000);
  const { next } = search(store.db, sightOf(), { query: "needle" });
  const goOn = () => search(store.db, sightOf(), { query: "needle", cursor: next ?? "" });
  write(1_000);
  expect(goOn().hits).toHaveLength(50);
  write(1);
  expect(goOn).toThrow("begin with the first page");
});

test("case 37: of a text without a space, some of it is shown, with the place of what was found", () => {
  using store = new TestStore();
  store.entry(store.conversation(), {}, [`${"x".repeat(50_000)} needle ${"y".repeat(10_000)}`]);
  const [hit] = search(store.db, sightOf(), { query: "needle" }).hits;
  expect(hit?.snippet.length).toBeLessThanOrEqual(240);
  expect(hit?.ranges.map(([from, to]) => hit.snippet.slice(from, to))).toEqual(["needle"]);
});
