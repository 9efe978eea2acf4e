import { lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import type { IndexedRoot } from "../indexer/messages.ts";
import { INGEST_LIMITS } from "./limits.ts";
import { answer, line, prompt, transcript } from "./testing/lines.ts";
import { TestStore } from "./testing/store.ts";

const FILE = transcript();

function put(store: TestStore, name: string, content: string): { readonly path: string; readonly root: IndexedRoot } {
  const path = store.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const [root] = store.roots;
  if (!root) throw new Error("there is no root");
  return { path, root };
}

test("a long file is read a step at a time, and what others see grows with it", () => {
  using store = new TestStore();
  const text = prompt("x").repeat(INGEST_LIMITS.stepLines + 1);
  const { path, root } = put(store, FILE, text);
  const first = store.ingester.read(root, { path, stat: lstatSync(path) });
  expect(first.more).toBe(true);
  store.ingester.rest();
  expect(store.values("select entries from conversations")).toEqual([INGEST_LIMITS.stepLines]);
  const second = store.ingester.read(root, { path, stat: lstatSync(path) });
  expect([second.more, first.bytes + second.bytes]).toEqual([false, text.length]);
  store.ingester.rest();
  expect(store.values("select entries from conversations")).toEqual([INGEST_LIMITS.stepLines + 1]);
});

test("what has changed is told when others can see it, once: conversations with their bytes, and new projects", () => {
  using store = new TestStore();
  const text = prompt("one");
  const { path, root } = put(store, FILE, text);
  const seen = { path, stat: lstatSync(path) };
  const told = [store.ingester.read(root, seen), store.ingester.rest()];
  const [id] = store.values("select public_id from conversations");
  expect(told.flatMap(({ conversations }) => conversations)).toEqual([{ id, owner: "user:1", bytes: text.length }]);
  const projects = store.rows("select public_id id, owner from projects");
  expect(told.flatMap(({ projects }) => projects)).toEqual(projects);
  const nothing = { conversations: [], projects: [], bytes: 0, more: false };
  expect([store.ingester.read(root, seen), store.ingester.rest()]).toEqual([nothing, nothing]);
  expect(store.ingester.miss(path).conversations).toEqual([{ id, owner: "user:1", bytes: 0 }]);
  expect(store.ingester.miss(path).conversations).toEqual([]);
});

test("a root that changes hands leaves nothing to its owner of before, and is read anew for the next one", () => {
  using store = new TestStore();
  const { path, root } = put(store, FILE, prompt("secret") + answer());
  store.read(FILE);
  const given = { ...root, owner: "team:2" };
  expect(store.ingester.open(given)).toEqual([]);
  for (const table of ["conversations", "entries", "blocks", "requests", "request_parts", "calls", "feeds", "files"])
    expect(store.values(`select count(*) from ${table}`)).toEqual([0]);
  expect(store.values("select count(*) from found where found match 'secret'")).toEqual([0]);
  store.ingester.read(given, { path, stat: lstatSync(path) });
  store.ingester.rest();
  expect(store.rows("select owner, requests from conversations")).toEqual([{ owner: "team:2", requests: 1 }]);
  expect(store.ingester.open(given)).toEqual([path]);
});

test("what two owners have counts for each, and is nobody's copy", () => {
  using store = new TestStore();
  const text = prompt("shared", { uuid: "u1" }) + answer({ uuid: "u2" });
  const { path, root } = put(store, FILE, text);
  store.read(FILE);
  const other = { ...root, id: "0198c0de-0000-7000-8000-00000000000a", path: store.path("other/projects"), owner: "user:2" };
  const copy = put(store, "other/projects/-work-one/one.jsonl", text).path;
  store.ingester.open(other);
  store.ingester.read(other, { path: copy, stat: lstatSync(copy) });
  store.ingester.rest();
  expect(store.rows("select owner, prompts, requests from conversations order by owner")).toEqual([
    { owner: "user:1", prompts: 1, requests: 1 },
    { owner: "user:2", prompts: 1, requests: 1 },
  ]);
  expect(store.values("select count(*) from entries where original is not null")).toEqual([0]);
  store.ingester.rest();
  expect(lstatSync(path).size).toBe(lstatSync(copy).size);
});

test("a file that cannot be read leaves what was read of others", () => {
  using store = new TestStore();
  const { path, root } = put(store, FILE, prompt("one"));
  mkdirSync(store.path(transcript("folder")));
  store.ingester.read(root, { path, stat: lstatSync(path) });
  expect(() => store.ingester.read(root, { path: store.path(transcript("folder")), stat: lstatSync(path) })).toThrow("regular");
  store.ingester.rest();
  expect(store.values("select prompts from conversations")).toEqual([1]);
});

test("of lines that cannot be read the newest are remembered, and all are counted", () => {
  using store = new TestStore();
  const lines = Array.from({ length: INGEST_LIMITS.badLinesPerFile + 2 }, (_, number) => `broken ${number}\n`);
  store.write(FILE, lines.slice(0, -1).join(""));
  store.append(FILE, lines.at(-1) ?? "");
  expect(store.values("select bad from files")).toEqual([lines.length]);
  const [first] = store.rows("select count(*) number, min(offset) offset from bad_lines");
  expect(first).toEqual({ number: INGEST_LIMITS.badLinesPerFile, offset: "broken 0\nbroken 1\n".length });
});

test("of kinds that are not known so many are told apart, by the beginnings of their names", () => {
  using store = new TestStore();
  const kinds = Array.from({ length: INGEST_LIMITS.unknownKindsPerStep + 2 }, (_, number) => `${number}-${"k".repeat(200)}`);
  store.write(FILE, kinds.map((kind) => line(kind)).join(""));
  expect(store.values("select count(*) from unknown_kinds")).toEqual([INGEST_LIMITS.unknownKindsPerStep + 1]);
  expect(store.rows("select kind, lines from unknown_kinds where kind = 'others'")).toEqual([{ kind: "others", lines: 2 }]);
  expect(store.values("select max(length(kind)) from unknown_kinds")).toEqual([INGEST_LIMITS.unknownKindCharacters]);
});

test("of a text the first characters are kept, whole ones, and of a title fewer", () => {
  using store = new TestStore();
  const text = `${"x".repeat(LIMITS.blockCharacters - 1)}🚀`;
  store.write(FILE, prompt(text) + prompt(text.slice(0, -2) + "yz".slice(0, 1)));
  expect(store.rows("select length(text) kept, length from blocks order by id")).toEqual([
    { kept: LIMITS.blockCharacters - 1, length: LIMITS.blockCharacters + 1 },
    { kept: LIMITS.blockCharacters, length: LIMITS.blockCharacters },
  ]);
  expect(store.values("select length(first_prompt) from conversations")).toEqual([INGEST_LIMITS.titleCharacters]);
});

test("a command is called by what the person typed, and gives way to the first prompt behind it", () => {
  using store = new TestStore();
  const command = (name: string, args: string) =>
    prompt(`<command-message>x</command-message>\n<command-name>${name}</command-name>\n<command-args>${args}</command-args>`);
  const title = () => store.values("select first_prompt from conversations");
  store.write(FILE, command("/clear", ""));
  expect(title()).toEqual(["/clear"]);
  store.append(FILE, command("/review", "the last commit"));
  expect(title()).toEqual(["/review the last commit"]);
  store.append(FILE, prompt("something else"));
  expect(title()).toEqual(["/review the last commit"]);
});

test("the words of what was read are found, also where the ingester ended before it had written them", () => {
  using store = new TestStore();
  const { path, root } = put(store, FILE, prompt("needle"));
  store.ingester.read(root, { path, stat: lstatSync(path) });
  store.restart();
  expect(store.values("select count(*) from found where found match 'needle'")).toEqual([1]);
});

test("upkeep leaves everything as it is", () => {
  using store = new TestStore({ upkeepMs: 0 });
  for (const text of ["one", "two", "three"]) store.write(transcript(text), prompt(`${text} needle`, { sessionId: text }));
  expect(store.values("select count(*) from found where found match 'needle'")).toEqual([3]);
  expect(store.values("select count(*) from conversations")).toEqual([3]);
});
