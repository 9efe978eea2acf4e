import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answer, at, call, line, prompt, result, transcript } from "./testing/lines.ts";
import { difference } from "./testing/dump.ts";
import { TestStore } from "./testing/store.ts";

const FILE = transcript();
const entries = (store: TestStore) => store.values("select count(*) from entries")[0];
const counters = (store: TestStore) =>
  store.rows("select prompts, answers, tool_calls, requests, output, cost_nanos from conversations order by session");

const small = [
  prompt("grüße, 世界 🚀"),
  answer({ text: "naïve", timestamp: at(1) }),
  answer({ content: [call("c1")], timestamp: at(2), usage: { input_tokens: 10, output_tokens: 250 } }),
  result("c1", { text: "ok\r\nfine", timestamp: at(3) }),
].join("");

test("case 1: a file that is cut at any byte, and completed later, gives the same rows as one that was read at once", () => {
  const bytes = Buffer.from(small);
  using whole = new TestStore();
  using cut = new TestStore();
  whole.write(FILE, bytes);
  for (let end = 0; end <= bytes.length; end += 7) {
    cut.write(FILE, bytes.subarray(0, end));
    const lines = small.slice(0, bytes.subarray(0, end).toString().length).split("\n").length - 1;
    expect(Number(entries(cut))).toBeGreaterThanOrEqual(lines);
  }
  cut.write(FILE, bytes);
  expect(difference(whole, cut)).toEqual([]);
});

test("case 1: any cuts of the appends give the same rows", () => {
  const bytes = Buffer.from(small.replaceAll("\n", "\r\n") + "\n\n" + small.trimEnd());
  using whole = new TestStore();
  whole.write(FILE, bytes);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), fc.nat(6), (cuts, restart) => {
      using grown = new TestStore();
      const ends = [...cuts.sort((one, other) => one - other), bytes.length];
      grown.write(FILE, "");
      ends.forEach((end, turn) => {
        grown.append(FILE, bytes.subarray(turn === 0 ? 0 : ends[turn - 1], end));
        if (turn === restart) grown.restart();
      });
      expect(difference(whole, grown)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("case 1: a last line without a line feed counts at once, and once", () => {
  using store = new TestStore();
  store.write(FILE, prompt("one") + answer().trimEnd());
  expect([entries(store), counters(store)]).toEqual([2, [expect.objectContaining({ prompts: 1, requests: 1 })]]);
  const ids = store.values("select id from entries order by id");
  store.append(FILE, `\n${prompt("two")}`);
  expect(store.values("select id from entries order by id").slice(0, 2)).toEqual(ids);
  expect(entries(store)).toBe(3);
  expect(store.values("select lines from files")).toEqual([3]);
});

test("case 2: a file that is truncated and grows past where it was leaves nothing of before", () => {
  using store = new TestStore();
  store.write(FILE, prompt("before") + answer({ id: "msg_before" }));
  const [before] = store.rows("select public_id, generation from conversations");
  store.write(FILE, "");
  expect(store.values("select listed from conversations")).toEqual([0]);
  store.write(FILE, prompt("after") + answer({ id: "msg_after" }) + answer({ id: "msg_last", text: "x".repeat(5_000) }));
  expect(store.values("select text from blocks where kind = 'text' order by id")).toEqual(["after", "hello", "x".repeat(5_000)]);
  expect(store.values("select key from requests order by key")).toEqual(["msg_after req_1", "msg_last req_1"]);
  expect(store.values("select count(*) from found where found match 'before'")).toEqual([0]);
  const [after] = store.rows("select public_id, generation from conversations");
  expect([after?.["public_id"], after?.["generation"] === before?.["generation"]]).toEqual([before?.["public_id"], false]);
});

test("case 3: a file that another one is put in place of, twice, and that grows then, is noticed each time", () => {
  using store = new TestStore();
  store.write(FILE, prompt("first"));
  for (const text of ["second", "third"]) {
    writeFileSync(store.path("new"), prompt(text) + answer());
    renameSync(store.path("new"), store.path(FILE));
    store.read(FILE);
    expect(store.values("select text from blocks where searched = 'prompt'")).toEqual([text]);
  }
  store.append(FILE, prompt("fourth"));
  expect(store.values("select text from blocks where searched = 'prompt' order by id")).toEqual(["third", "fourth"]);
});

test("case 4: a deleted file's conversation stays, marked, and is whole again when the file comes back", () => {
  using store = new TestStore({ now: () => 1_800_000_000_000 });
  store.write(FILE, small);
  const before = counters(store);
  store.remove(FILE);
  expect(store.values("select missing_since from conversations")).toEqual([1_800_000_000_000]);
  expect(counters(store)).toEqual(before);
  store.write(FILE, small);
  expect(store.values("select missing_since from conversations")).toEqual([null]);
  expect([entries(store), counters(store)]).toEqual([4, before]);
});

test("case 5: a conversation that moves to another folder, with its subagents, keeps its ids", () => {
  using store = new TestStore();
  const agent = "subagents/agent-a1.jsonl";
  store.write(FILE, small);
  store.write(`claude/projects/-work-one/one/${agent}`, answer({ id: "msg_sub", isSidechain: true, agentId: "a1" }));
  const ids = () => store.rows("select conversation, id, thread from entries order by id");
  const before = [ids(), store.rows("select public_id, generation from conversations")];
  mkdirSync(store.path("claude/projects/-work-two"), { recursive: true });
  renameSync(store.path(FILE), store.path(transcript("one", "-work-two")));
  renameSync(store.path("claude/projects/-work-one/one"), store.path("claude/projects/-work-two/one"));
  store.read(transcript("one", "-work-two"));
  store.read(`claude/projects/-work-two/one/${agent}`);
  store.ingester.miss(store.path(FILE));
  expect([ids(), store.rows("select public_id, generation from conversations")]).toEqual(before);
  expect(store.values("select missing_since from conversations")).toEqual([null]);
  store.append(transcript("one", "-work-two"), prompt("on"));
  expect(entries(store)).toBe(6);
});

test("case 6: two objects on a line are both there; a broken line is counted, and those around it are there", () => {
  using store = new TestStore();
  store.write(FILE, `${prompt("one").trimEnd()}${prompt("two")}{"type":"user","mess\n${prompt("three")}`);
  expect(store.values("select text from blocks order by id")).toEqual(["one", "two", "three"]);
  expect(store.rows("select lines, objects, bad from files")).toEqual([{ lines: 3, objects: 3, bad: 1 }]);
  expect(store.rows("select reason from bad_lines")).toEqual([{ reason: "it is not whole" }]);
});

test("case 7: an empty file, blank lines, a byte order mark, zeros and what is no object are no conversation", () => {
  using store = new TestStore();
  store.write(transcript("empty"), "");
  store.write(FILE, `\u{feff}${prompt("one")}\n\r\n\0\0\0\nnull\n[]\n42\n${prompt("two").trimEnd()}\r\n`);
  expect(store.values("select text from blocks order by id")).toEqual(["one", "two"]);
  expect(store.rows("select lines, blanks, bad from files order by path desc limit 1")).toEqual([
    { lines: 8, blanks: 3, bad: 3 },
  ]);
  expect(store.values("select session from conversations")).toEqual(["one"]);
});

test("case 8: a picture of 20 MB is held by its size", () => {
  using store = new TestStore();
  const source = { type: "base64", media_type: "image/png", data: "A".repeat(20 * 1024 * 1024) };
  store.write(FILE, line("user", { message: { role: "user", content: [{ type: "image", source }] } }) + prompt("next"));
  expect(store.rows("select kind, name, bytes, length(text) text from blocks order by id")).toEqual([
    { kind: "media", name: "image/png", bytes: 15 * 1024 * 1024, text: 0 },
    { kind: "text", name: null, bytes: null, text: 4 },
  ]);
  expect(statSync(store.path("../transcripts.db")).size).toBeLessThan(1024 * 1024);
});

test("case 9: text over the edge of a chunk, and half of a pair of surrogates, are stored as valid text", () => {
  using store = new TestStore();
  const long = "é世🚀".repeat(200_000);
  store.write(FILE, `${prompt(long)}${line("user", { message: { content: "a\ud800b" } })}`);
  expect(store.values("select length from blocks order by id")).toEqual([long.length, 3]);
  const [first, second] = store.values("select text from blocks order by id");
  expect(long.startsWith(String(first))).toBe(true);
  expect(second).toBe("a\u{fffd}b");
});

test("case 10: spaces and another order of the fields change nothing", () => {
  using plain = new TestStore();
  using spaced = new TestStore();
  const turned = small
    .trimEnd()
    .split("\n")
    .map((text) => {
      const fields: Record<string, unknown> = JSON.parse(text);
      return JSON.stringify(Object.fromEntries(Object.entries(fields).reverse()), null, " ").replaceAll("\n", " ");
    });
  plain.write(FILE, small);
  spaced.write(FILE, `${turned.join("\n")}\n`);
  expect(counters(spaced)).toEqual(counters(plain));
});

test.skipIf(process.platform !== "linux")("case 11: a folder that became a link since it was looked at leads nowhere", () => {
  using store = new TestStore();
  store.write(FILE, prompt("one"));
  const folder = dirname(store.path(FILE));
  renameSync(folder, join(store.folder, "elsewhere"));
  symlinkSync(join(store.folder, "elsewhere"), folder);
  appendFileSync(join(store.folder, "elsewhere", basename(FILE)), prompt("two"));
  expect(() => store.read(FILE)).toThrow("a link leads to it");
  expect(entries(store)).toBe(1);
});

test("case 15: a file that is rewritten with the same size and time is read again, also after a restart", () => {
  using store = new TestStore();
  store.write(FILE, prompt("one"));
  const { atime, mtime } = statSync(store.path(FILE));
  for (const [text, restarts] of [
    ["two", false],
    ["six", true],
  ] as const) {
    writeFileSync(store.path(FILE), prompt(text));
    utimesSync(store.path(FILE), atime, mtime);
    if (restarts) store.restart();
    store.read(FILE);
    expect(store.values("select text from blocks")).toEqual([text]);
  }
});

test.skipIf(process.getuid?.() === 0)("case 11: a file that may not be read is told of", () => {
  using store = new TestStore();
  store.write(FILE, prompt("one"));
  chmodSync(store.path(FILE), 0o000);
  utimesSync(store.path(FILE), 1, 1);
  expect(() => store.read(FILE)).toThrow("EACCES");
});

test("case 11: a folder that is named like a transcript is told of, and what is none is passed over", () => {
  using store = new TestStore();
  mkdirSync(store.path(transcript("folder")), { recursive: true });
  expect(() => store.read(transcript("folder"))).toThrow("it is no regular file");
  for (const name of ["memory/a.jsonl", "one/tool-results/b.jsonl", "one/subagents/workflows/r1/journal.jsonl"])
    store.write(`claude/projects/-work-one/${name}`, prompt("no"));
  store.write("claude/projects/-work-one/one.jsonl.orphaned-1", prompt("no"));
  expect(store.values("select count(*) from files")).toEqual([0]);
});

test("case 13: a copy of a transcript in another folder counts once, and takes its place when it is gone or shorter", () => {
  using store = new TestStore();
  const copy = transcript("one", "backup");
  store.write(FILE, small);
  const before = [entries(store), counters(store)];
  mkdirSync(store.path("claude/projects/backup"));
  copyFileSync(store.path(FILE), store.path(copy));
  store.read(copy);
  expect([entries(store), counters(store)]).toEqual(before);
  const [more, yetMore] = [prompt("more"), prompt("yet more")];
  store.append(copy, more);
  expect(store.values("select prompts from conversations")).toEqual([2]);
  store.append(FILE, more + yetMore);
  expect(store.values("select prompts from conversations")).toEqual([3]);
  store.remove(FILE);
  expect(store.values("select missing_since is null from conversations")).toEqual([0]);
  store.append(copy, yetMore);
  expect(store.values("select missing_since is null from conversations")).toEqual([1]);
  expect([entries(store), store.values("select path from files")]).toEqual([6, [store.path(copy)]]);
});

test("case 13: where two copies went on apart, what they share counts once", () => {
  using store = new TestStore();
  store.write(FILE, small + prompt("here"));
  store.write(transcript("one", "backup"), small + prompt("there"));
  expect(counters(store)).toEqual([expect.objectContaining({ prompts: 3, answers: 1, tool_calls: 1, requests: 1 })]);
  expect(store.values("select count(*) from found where found match 'naive'")).toEqual([1]);
  store.write(FILE, prompt("all else is gone"));
  expect(counters(store)).toEqual([expect.objectContaining({ prompts: 3, answers: 1, tool_calls: 1, requests: 1 })]);
  expect(store.values("select count(*) from found where found match 'naive'")).toEqual([1]);
});
