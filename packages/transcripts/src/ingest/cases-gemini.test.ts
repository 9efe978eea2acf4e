import { expect, test } from "vitest";
import { at } from "./testing/lines.ts";
import { TestStore } from "./testing/store.ts";

const FILE = "gemini/tmp/0a1b/chats/session-2026-03-01T10-00-one.json";
const LINES = FILE.replace(".json", ".jsonl");
const asked = (id: string, content: string) => ({ id, timestamp: at(0), type: "user", content });
const said = (id: string, output: number) => ({
  id,
  timestamp: at(1),
  type: "gemini",
  content: "answer",
  model: "gemini-2.5-flash",
  tokens: { input: 100, output, cached: 40, thoughts: 5, tool: 0, total: 0 },
});
const document = (...messages: readonly object[]) => JSON.stringify({ sessionId: "one", projectHash: "0a1b", messages });

test("case 35: a document that is written anew with a message less has one less, and none of its words and tokens", () => {
  using store = new TestStore();
  store.write(FILE, document(asked("u1", "keep"), said("a1", 7), asked("u2", "vanish"), said("a2", 9)));
  expect(store.rows("select prompts, requests, input, output, cache_read from conversations")).toEqual([
    { prompts: 2, requests: 2, input: 120, output: 26, cache_read: 80 },
  ]);
  store.write(FILE, document(asked("u1", "keep"), said("a1", 7)));
  expect(store.rows("select prompts, requests, output from conversations")).toEqual([{ prompts: 1, requests: 1, output: 12 }]);
  expect(store.values("select count(*) from found where found match 'vanish'")).toEqual([0]);
});

test("case 35: what was taken back in a list of changes is not there", () => {
  using store = new TestStore();
  const changes: readonly object[] = [
    { sessionId: "one", startTime: at(0) },
    asked("u1", "first"),
    said("a1", 3),
    asked("u2", "second"),
    { $set: { lastUpdated: at(5) } },
    { $rewindTo: "u2" },
    asked("u3", "third"),
  ];
  const text = changes.map((change) => `${JSON.stringify(change)}\n`);
  store.write(LINES, "");
  for (const piece of text) store.append(LINES, piece);
  expect(store.values("select text from blocks where searched = 'prompt' order by id")).toEqual(["first", "third"]);
  expect(store.rows("select session, prompts, requests from conversations")).toEqual([
    { session: "one", prompts: 2, requests: 1 },
  ]);
});

test("case 20: what a subagent of the Gemini CLI took is its conversation's, and it is no conversation of its own", () => {
  using store = new TestStore();
  const lines = (...objects: readonly object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join("");
  const file = `${LINES.slice(0, LINES.lastIndexOf("/"))}/one/helper.jsonl`;
  store.write(file, lines({ sessionId: "helper", kind: "subagent" }, asked("u9", "look around"), said("a9", 9)));
  expect(store.values("select count(*) from conversations where listed = 1")).toEqual([0]);
  store.write(LINES, lines({ sessionId: "one", kind: "main" }, asked("u1", "first"), said("a1", 3)));
  expect(store.rows("select session, listed, prompts, subagents, requests, output from conversations")).toEqual([
    { session: "one", listed: 1, prompts: 1, subagents: 1, requests: 2, output: 22 },
  ]);
  expect(store.values("select distinct thread from entries order by thread")).toEqual(["", "helper"]);
});

test("case 35: a document that is half written is no conversation, and one that was is kept until it is whole again", () => {
  using store = new TestStore();
  const known = () => store.rows("select public_id, generation, prompts, output from conversations");
  const whole = document(asked("u1", "first"), said("a1", 3));
  store.write(FILE, whole.slice(0, 50));
  expect(known()).toEqual([]);
  store.write(FILE, whole);
  const before = known();
  expect(before).toEqual([expect.objectContaining({ prompts: 1, output: 8 })]);
  for (const part of ["", whole.slice(0, 50), whole]) {
    store.write(FILE, part);
    expect(known()).toEqual(before);
  }
});

test("case 35: messages that are still there keep their ids when the document is written anew with more", () => {
  using store = new TestStore();
  const ids = () => store.values("select id from entries order by id");
  store.write(FILE, document(asked("u1", "first"), said("a1", 3)));
  const before = ids();
  store.restart();
  store.write(FILE, document(asked("u1", "first"), said("a1", 3), asked("u2", "second")));
  expect(ids().slice(0, 2)).toEqual(before);
  expect(store.rows("select generation, prompts from conversations")).toEqual([{ generation: 0, prompts: 2 }]);
  expect(new Set(store.values("select length from entries"))).toEqual(new Set(store.values("select size from files")));
});

test("case 35: a message of a type that is a word of the language's own is of an unknown type, and the rest is read", () => {
  using store = new TestStore();
  store.write(FILE, document(asked("u1", "first"), { ...asked("u2", "odd"), type: "constructor" }, said("a1", 3)));
  expect(store.rows("select kind, type from entries order by id")).toEqual([
    { kind: "prompt", type: "user" },
    { kind: "other", type: "constructor" },
    { kind: "answer", type: "gemini" },
  ]);
  expect(store.values("select kind from unknown_kinds")).toEqual(["constructor"]);
});
