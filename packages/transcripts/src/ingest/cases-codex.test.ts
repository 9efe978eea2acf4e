import { copyFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { readFixture, fixtureNames } from "../testing/unpack-fixtures.ts";
import { codexFigures, codexTruth } from "./testing/codex-figures.ts";
import { at } from "./testing/lines.ts";
import { TestStore } from "./testing/store.ts";

const PARENT = "019d7d08-46c9-7f73-affe-4e6ca9852d56";
const FORK = "019d7e2f-0041-7310-951c-94020254dfc9";
const nameOf = (session: string) => fixtureNames().find((name) => name.includes(session)) ?? "";

test.each([
  ["before its fork", [PARENT, FORK]],
  ["after its fork", [FORK, PARENT]],
  ["never", [FORK]],
])("case 34: of a fork only what is its own counts, when its parent is read %s", (_, order) => {
  using store = new TestStore();
  for (const session of order) store.write(nameOf(session), readFixture(nameOf(session)));
  for (const session of order) expect(codexFigures(store.db, store.path(nameOf(session)))).toEqual(codexTruth(nameOf(session)));
  const own = "select input + output + cache_read total, parent_session from conversations where session = ?";
  expect(store.rows(own, FORK)).toEqual([{ total: 276_780, parent_session: PARENT }]);
});

test("case 34: a fork whose parent grows past it in pieces is read as if it had been there", () => {
  using store = new TestStore();
  const bytes = readFixture(nameOf(PARENT));
  store.write(nameOf(PARENT), bytes.subarray(0, 200_000));
  store.write(nameOf(FORK), readFixture(nameOf(FORK)));
  for (let end = 200_000; end < bytes.length; end += 300_000) store.append(nameOf(PARENT), bytes.subarray(end, end + 300_000));
  for (const session of [PARENT, FORK])
    expect(codexFigures(store.db, store.path(nameOf(session)))).toEqual(codexTruth(nameOf(session)));
});

const SESSION = "019d7e2f-0041-7310-951c-94020254dfc0";
const ROLLOUT = `codex/sessions/2026/03/01/rollout-2026-03-01T10-00-00-${SESSION}.jsonl`;
const line = (type: string, payload: object, seconds = 0) => `${JSON.stringify({ timestamp: at(seconds), type, payload })}\n`;
const tokens = (total: number, last: number) =>
  line("event_msg", {
    type: "token_count",
    info: { total_token_usage: { total_tokens: total }, last_token_usage: { input_tokens: last, output_tokens: 1 } },
  });
const begun =
  line("session_meta", { id: SESSION, cwd: "/work/one" }) + line("turn_context", { model: "gpt-5.4", cwd: "/work/one" });

test("case 34: a count that did not move is told twice, one without figures says nothing, and the model is the turn's", () => {
  using store = new TestStore();
  const empty = line("event_msg", { type: "token_count", info: null });
  store.write(
    ROLLOUT,
    begun + tokens(11, 10) + tokens(11, 10) + empty + line("turn_context", { model: "gpt-5.5", cwd: "/work/two" }),
  );
  store.restart();
  store.append(ROLLOUT, tokens(11, 10) + tokens(32, 20));
  expect(store.rows("select model, input, folder from requests join projects on projects.id = project order by input")).toEqual([
    { model: "gpt-5.4", input: 10, folder: "/work/one" },
    { model: "gpt-5.5", input: 20, folder: "/work/two" },
  ]);
});

test("case 34: a rollout that lies in two folders counts once", () => {
  using store = new TestStore();
  const archived = ROLLOUT.replace("2026/03/01", "archived");
  store.write(ROLLOUT, begun + tokens(11, 10) + line("event_msg", { type: "user_message", message: "hi" }));
  const before = store.rows("select entries, prompts, requests, input from conversations");
  mkdirSync(dirname(store.path(archived)), { recursive: true });
  copyFileSync(store.path(ROLLOUT), store.path(archived));
  store.read(archived);
  store.remove(ROLLOUT);
  expect(store.rows("select entries, prompts, requests, input from conversations")).toEqual(before);
  expect(store.values("select missing_since from conversations")).toEqual([null]);
  expect(store.values("select path from files")).toEqual([store.path(archived)]);
});

const FORKS = ["1", "2", "3"].map((digit) => `019d7e2f-0041-7310-951c-94020254dfd${digit}`);

/** Each has the history of the one before, and a step of its own. */
function forkOf(session: string, place: number): string {
  const meta = line("session_meta", { id: session, cwd: "/work/one", ...(place > 0 && { forked_from_id: FORKS[place - 1] }) });
  const repeated = Array.from({ length: place }, (_, step) => tokens(11 * (step + 1), 10)).join("");
  const own = line("event_msg", {
    type: "token_count",
    info: {
      total_token_usage: { total_tokens: 11 * (place + 1) },
      last_token_usage: { input_tokens: 10, output_tokens: 1 },
    },
  }).replace(at(0), at(100));
  return meta + line("turn_context", { model: "gpt-5.4", cwd: "/work/one" }) + repeated + own;
}

test.each([
  ["the newest first", [2, 1, 0]],
  ["the oldest first", [0, 1, 2]],
  ["the one in between last", [0, 2, 1]],
])("case 34: of a fork of a fork only what is its own counts, when they are read %s", (_, order) => {
  using store = new TestStore();
  for (const place of order) {
    const session = FORKS[place] ?? "";
    store.write(ROLLOUT.replace(SESSION, session), forkOf(session, place));
  }
  expect(store.rows("select session, requests, input from conversations order by session")).toEqual(
    FORKS.map((session) => ({ session, requests: 1, input: 10 })),
  );
});

test("case 6: rollouts whose first line is broken are told apart by their names", () => {
  using store = new TestStore();
  for (const session of FORKS.slice(0, 2)) store.write(ROLLOUT.replace(SESSION, session), `{"torn\n${tokens(11, 10)}`);
  expect(store.values("select count(*) from requests")).toEqual([2]);
});

test("case 34: conversations that name each other as what they were forked from are read", () => {
  using store = new TestStore();
  const [one = "", ...others] = FORKS;
  for (const session of [one, ...others]) {
    const from = session === one ? others[0] : one;
    const meta = line("session_meta", { id: session, cwd: "/work/one", forked_from_id: from });
    store.write(ROLLOUT.replace(SESSION, session), meta + tokens(11, 10).replace(at(0), at(100)));
  }
  expect(store.values("select count(*) from conversations")).toEqual([3]);
});

test("calls of Codex say which files and commands they were about", () => {
  using store = new TestStore();
  const call = (name: string, input: object | string) =>
    line("response_item", {
      type: "function_call",
      call_id: crypto.randomUUID(),
      name,
      arguments: typeof input === "string" ? input : JSON.stringify(input),
    });
  const patch = "*** Begin Patch\n*** Update File: src/a.ts\n@@\n*** End Patch";
  store.write(
    ROLLOUT,
    begun +
      call("shell", { command: ["bash", "-lc", "ls -l"] }) +
      call("exec_command", { cmd: "pwd" }) +
      call("apply_patch", patch) +
      call("update_plan", {}),
  );
  expect(store.rows("select file_path, access, command from calls order by id")).toEqual([
    { file_path: null, access: null, command: "ls -l" },
    { file_path: null, access: null, command: "pwd" },
    { file_path: "src/a.ts", access: "write", command: null },
    { file_path: null, access: null, command: null },
  ]);
});
