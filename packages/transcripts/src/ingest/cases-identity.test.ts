import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readFixtures } from "./testing/read-fixtures.ts";
import { answer, at, call, line, prompt, result, transcript } from "./testing/lines.ts";
import { TestStore } from "./testing/store.ts";

const FILE = transcript();
const copyOf = (text: string, session: string) => text.replaceAll('"sessionId":"one"', `"sessionId":"${session}"`);

const begun = [
  prompt("decide it", { uuid: "u1" }),
  answer({ uuid: "u2", parentUuid: "u1", timestamp: at(1), content: [call("c1")] }),
  result("c1", { uuid: "u3", parentUuid: "u2", timestamp: at(2) }),
].join("");

test.each([
  ["the older one", ["one", "two"]],
  ["the newer one", ["two", "one"]],
])(
  "case 16: what a resumed conversation repeats counts and is found once, for the earlier one, when %s is read first",
  (_, order) => {
    using store = new TestStore();
    const content = { one: begun, two: copyOf(begun, "two") + prompt("go on", { sessionId: "two", timestamp: at(60) }) };
    for (const session of order) store.write(transcript(session), session === "one" ? content.one : content.two);
    expect(store.rows("select session, prompts, tool_calls, requests from conversations order by session")).toEqual([
      { session: "one", prompts: 1, tool_calls: 1, requests: 1 },
      { session: "two", prompts: 2, tool_calls: 1, requests: 0 },
    ]);
    expect(store.values("select count(*) from found where found match 'decide'")).toEqual([1]);
    expect(store.values("select count(*) from calls where copied = 0")).toEqual([1]);
    const original = `select session, count(*) copies from entries join conversations on conversations.id = conversation
    where original is not null group by session`;
    expect(store.rows(original)).toEqual([{ session: "two", copies: 3 }]);
    store.write(transcript("one"), prompt("something else", { uuid: "u9" }));
    expect(store.rows(original)).toEqual([]);
    expect(store.values("select requests from conversations order by session")).toEqual([0, 1]);
    expect(store.values("select count(*) from found where found match 'decide'")).toEqual([1]);
    expect(store.values("select count(*) from calls where copied = 0")).toEqual([1]);
  },
);

test("case 16: the fixtures' resumed pair shares its request, which is the earlier one's", () => {
  using store = new TestStore();
  readFixtures(store, ["e1bc91d1", "b4dcf65c"]);
  const owner = `select substr(session, 1, 8) from requests join conversations on conversations.id = conversation
    where key in (select key from request_parts where kind = 'own' group by owner, key having count(*) > 1)`;
  expect(store.values(owner)).toEqual(["e1bc91d1"]);
});

test("case 17: a line is of the conversation that it names, whatever its file and the process are called", () => {
  using store = new TestStore();
  store.write(
    transcript("file"),
    prompt("a", { sessionId: "x", session_id: "process" }) + prompt("b", { sessionId: "y" }) + prompt("c", { sessionId: "x" }),
  );
  expect(store.rows("select session, entries, first_prompt from conversations order by session")).toEqual([
    { session: "x", entries: 2, first_prompt: "a" },
    { session: "y", entries: 1, first_prompt: "b" },
  ]);
});

test("case 18: projects are told apart by the working folder and not by the folder's name, line by line", () => {
  using store = new TestStore();
  const long = `/work/${"x".repeat(300)}`;
  const folders = ["/work/a.b", "/work/a-b", "C:\\work\\a", long];
  store.write(FILE, folders.map((cwd, number) => prompt("hi", { cwd }) + answer({ id: `m${number}`, cwd })).join(""));
  expect(store.values("select folder from projects order by id")).toEqual(folders);
  expect(store.values("select folder from requests join projects on projects.id = project order by key")).toEqual(folders);
  expect(store.values("select folder from conversations join projects on projects.id = project")).toEqual(["/work/a.b"]);
});

test("case 18: worktrees and folders of a repository are its project", () => {
  using store = new TestStore();
  const [main, tree] = [store.path("repository"), store.path("tree")];
  const kept = `${main}/.git/worktrees/tree`;
  for (const folder of [`${main}/deep/er`, kept, tree]) mkdirSync(folder, { recursive: true });
  writeFileSync(`${kept}/commondir`, "../..\n");
  writeFileSync(`${tree}/.git`, `gitdir: ${kept}\n`);
  mkdirSync(store.path("module/in"), { recursive: true });
  writeFileSync(store.path("module/.git"), "gitdir: ../repository/.git/modules/module\n");
  const folders = [main, `${main}/deep/er`, tree, `${tree}/gone`, store.path("module/in"), store.path("nothing")];
  store.write(FILE, folders.map((cwd) => prompt("hi", { cwd })).join(""));
  store.write(transcript("two"), folders.map((cwd, number) => answer({ id: `m${number}`, cwd, sessionId: "two" })).join(""));
  expect(store.values("select folder from requests join projects on projects.id = project order by key")).toEqual([
    main,
    main,
    main,
    main,
    store.path("module"),
    store.path("nothing"),
  ]);
});

test.each([
  ["before", true],
  ["behind", false],
])("case 19: a title that comes %s the entry that it names lands on that entry's conversation", (_, isFirst) => {
  using store = new TestStore();
  const summary = `${JSON.stringify({ type: "summary", summary: "What it was about", leafUuid: "u3" })}\n`;
  if (isFirst) store.write(transcript("alone"), summary);
  store.write(FILE, begun);
  if (!isFirst) store.write(transcript("alone"), summary);
  expect(store.rows("select session, listed, summary_title from conversations")).toEqual([
    { session: "one", listed: 1, summary_title: "What it was about" },
  ]);
  store.write(transcript("alone"), "");
  expect(store.values("select summary_title from conversations")).toEqual([null]);
});

test("case 19: of several titles the person's own comes first, and the last word counts", () => {
  using store = new TestStore();
  const beside = (type: string, fields: object) => `${JSON.stringify({ type, sessionId: "one", ...fields })}\n`;
  store.write(FILE, begun + beside("ai-title", { aiTitle: "made" }) + beside("ai-title", { aiTitle: "made anew" }));
  store.append(FILE, beside("custom-title", { customTitle: "mine" }) + beside("pr-link", { prUrl: "https://example.org/1" }));
  expect(store.rows("select custom_title, generated_title, first_prompt, pull_request from conversations")).toEqual([
    { custom_title: "mine", generated_title: "made anew", first_prompt: "decide it", pull_request: "https://example.org/1" },
  ]);
});

test("case 20: subagents are their parent's, whether it is there or comes later, and are never listed by themselves", () => {
  using store = new TestStore();
  const sub = (agentId: string, id: string) => answer({ id, agentId, isSidechain: true, timestamp: at(5) });
  const folder = "claude/projects/-work-one/one/subagents";
  store.write(`${folder}/agent-a1.jsonl`, prompt("do it", { isSidechain: true, agentId: "a1" }) + sub("a1", "m1"));
  store.write(`${folder}/workflows/run/agent-a2.jsonl`, sub("a2", "m2"));
  store.write("claude/projects/-work-one/agent-a3.jsonl", sub("a3", "m3"));
  store.write(`${folder}/agent-acompact-1.jsonl`, sub("acompact-1", "m4"));
  const known = "select listed, prompts, subagents, requests, entries from conversations";
  expect(store.rows(known)).toEqual([{ listed: 0, prompts: 0, subagents: 3, requests: 4, entries: 5 }]);
  store.write(FILE, begun);
  expect(store.rows(known)).toEqual([{ listed: 1, prompts: 1, subagents: 3, requests: 5, entries: 8 }]);
  expect(store.rows("select thread, kind, sidechain from requests order by key")).toEqual([
    { thread: "a1", kind: "own", sidechain: 1 },
    { thread: "a2", kind: "own", sidechain: 1 },
    { thread: "a3", kind: "own", sidechain: 1 },
    { thread: "acompact-1", kind: "compaction", sidechain: 1 },
    { thread: "", kind: "own", sidechain: 0 },
  ]);
});

test("case 20: a sidechain in the transcript itself is a thread, also over a restart", () => {
  using store = new TestStore();
  const side = { isSidechain: true };
  store.write(FILE, begun + prompt("go", { ...side, uuid: "s1" }) + answer({ ...side, id: "m1", uuid: "s2", parentUuid: "s1" }));
  store.restart();
  store.append(FILE, answer({ ...side, id: "m2", uuid: "s3", parentUuid: "s2" }) + prompt("go", { ...side, uuid: "t1" }));
  expect(store.values("select thread from entries order by id")).toEqual(["", "", "", "s1", "s1", "s1", "t1"]);
  expect(store.rows("select prompts, subagents from conversations")).toEqual([{ prompts: 1, subagents: 2 }]);
});

test("case 21: cycles, entries that are their own parents, dangling parents and uuids that come twice lose nothing", () => {
  using store = new TestStore();
  const side = { isSidechain: true };
  store.write(
    FILE,
    [
      prompt("a", { uuid: "a", parentUuid: "b" }),
      prompt("b", { uuid: "b", parentUuid: "a" }),
      prompt("c", { uuid: "c", parentUuid: "c", ...side }),
      prompt("d", { uuid: "d", parentUuid: "nowhere", ...side }),
      prompt("e", { uuid: "d", parentUuid: "d" }),
    ].join(""),
  );
  expect(store.rows("select uuid, parent_uuid, original from entries order by id")).toHaveLength(5);
  expect(store.values("select count(*) from entries where original is not null")).toEqual([0]);
  expect(store.values("select thread from entries order by id")).toEqual(["", "", "c", "d", ""]);
});

test("case 22: results of calls that ran beside each other are of one thread", () => {
  using store = new TestStore();
  store.write(
    FILE,
    answer({ uuid: "a1", content: [call("c1")] }) +
      answer({ uuid: "a2", parentUuid: "a1", content: [call("c2")] }) +
      result("c2", { uuid: "r2", parentUuid: "a2", timestamp: at(2) }) +
      result("c1", { uuid: "r1", parentUuid: "a1", timestamp: at(3) }),
  );
  expect(store.values("select distinct thread from entries")).toEqual([""]);
  expect(store.rows("select call_id, ended_at - called_at took, outcome from calls order by call_id")).toEqual([
    { call_id: "c1", took: 3_000, outcome: "ok" },
    { call_id: "c2", took: 2_000, outcome: "ok" },
  ]);
});

test("case 23: a time that is missing, malformed or in the future is none, and its request is of the time before", () => {
  using store = new TestStore({ now: () => Date.parse(at(3_600)) });
  const times = [at(10), undefined, "yesterday", "2093-01-01T00:00:00Z", "2026-03-01T09:00:00+02:00", "2026-03-01T10:00:30Z"];
  store.write(FILE, times.map((timestamp, number) => answer({ id: `m${number}`, timestamp })).join(""));
  const known = [at(10), null, null, null, "2026-03-01T07:00:00.000Z", at(30)].map((time) =>
    time === null ? null : Date.parse(time),
  );
  expect(store.values("select at from entries order by id")).toEqual(known);
  expect(store.values("select at from requests order by key")).toEqual([
    known[0],
    known[0],
    known[0],
    known[0],
    known[4],
    known[5],
  ]);
  expect(store.rows("select started_at, last_at from conversations")).toEqual([{ started_at: known[4], last_at: known[5] }]);
});

test("case 32: calls that failed, were refused, denied or have no result yet are told apart, and copies count once", () => {
  using store = new TestStore();
  const calls = ["ok", "failed", "denied", "refused", "open"].map((id) => answer({ uuid: `a-${id}`, content: [call(id)] }));
  const results = [
    result("ok", { uuid: "r1" }),
    result("failed", { uuid: "r2", isError: true, text: "no such file" }),
    result("denied", { uuid: "r3", isError: true, toolDenialKind: "permission-rule" }),
    result("refused", { uuid: "r4", isError: true, text: "The user doesn't want to proceed with this tool use. No." }),
    result("lost", { uuid: "r5" }),
  ];
  const all = [...calls, ...results].join("");
  store.write(FILE, all);
  store.write(transcript("two"), copyOf(all, "two"));
  expect(store.rows("select call_id, outcome from calls where copied = 0 and call_entry is not null order by id")).toEqual(
    ["ok", "failed", "denied", "refused", "open"].map((id) => ({ call_id: id, outcome: id === "open" ? null : id })),
  );
  expect(store.rows("select tool_calls, tool_errors from conversations order by session limit 1")).toEqual([
    { tool_calls: 5, tool_errors: 3 },
  ]);
});

test("case 33: a prompt that waited in the queue is one prompt", () => {
  using store = new TestStore();
  const queue = (operation: string) =>
    `${JSON.stringify({ type: "queue-operation", operation, content: "and then?", sessionId: "one", timestamp: at(0) })}\n`;
  const attachment = { type: "queued_command", prompt: "in between", commandMode: "prompt" };
  store.write(FILE, queue("enqueue") + queue("dequeue") + prompt("and then?") + line("attachment", { attachment }));
  expect(store.values("select prompts from conversations")).toEqual([1]);
  expect(store.values("select searched from blocks order by id")).toEqual(["prompt", "prompt"]);
});

test("case 39: types and blocks that are not known are kept, and counted", () => {
  using store = new TestStore();
  store.write(
    FILE,
    line("hologram", { data: 1 }) +
      line("hologram") +
      answer({ content: [{ type: "smell", of: "roses" }] }) +
      line("system", { subtype: "new" }),
  );
  expect(store.values("select type from entries order by id")).toEqual(["hologram", "hologram", "assistant", "system/new"]);
  expect(store.rows("select kind, name from blocks")).toEqual([{ kind: "other", name: "smell" }]);
  expect(store.rows("select kind, lines from unknown_kinds order by kind")).toEqual([
    { kind: "block/smell", lines: 1 },
    { kind: "hologram", lines: 2 },
  ]);
});
