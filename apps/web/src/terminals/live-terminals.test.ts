import type { Terminal, TerminalsEvent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { filterTerminals } from "./filter.ts";
import { createLiveTerminals } from "./live-terminals.ts";
import { byInterest } from "./order.ts";
import { terminalsSearch } from "./search.ts";

function terminal(id: string, change: Partial<Terminal> = {}): Terminal {
  return {
    id,
    ownerId: "o",
    runnerId: "local",
    title: id,
    command: ["bash"],
    cwd: "/",
    status: "running",
    cols: 80,
    rows: 24,
    pid: 1,
    epoch: "e",
    startOffset: 0,
    endOffset: 0,
    exit: null,
    createdAt: 0,
    ...change,
  };
}

function setUp() {
  const handlers: { onEvent(event: TerminalsEvent): void; onFailure(error: unknown): void }[] = [];
  let stopped = 0;
  const live = createLiveTerminals((given) => {
    handlers.push(given);
    return () => void (stopped += 1);
  });
  const ids = () => Array.from(live.state.get().terminals?.keys() ?? []);
  return { live, emit: (event: TerminalsEvent) => handlers.at(-1)?.onEvent(event), handlers, ids, stopped: () => stopped };
}

test("the list follows every change", () => {
  const { live, emit, ids } = setUp();
  live.start();
  expect(live.state.get().terminals).toBeNull();
  emit({ type: "all", terminals: [terminal("a"), terminal("b")] });
  emit({ type: "removed", id: "a" });
  emit({ type: "changed", terminal: terminal("c") });
  expect(ids()).toEqual(["b", "c"]);
  emit({ type: "all", terminals: [] });
  expect(ids()).toEqual([]);
});

test("what one person saw is gone when following stops", () => {
  const { live, emit, stopped } = setUp();
  const stop = live.start();
  emit({ type: "all", terminals: [terminal("a")] });
  stop();
  expect(live.state.get().terminals).toBeNull();
  expect(stopped()).toBe(1);
});

test("an assumed title shows at once and can be taken back", () => {
  const { live, emit } = setUp();
  live.start();
  emit({ type: "all", terminals: [terminal("a")] });
  const takeBack = live.assume("a", { title: "new" });
  expect(live.state.get().terminals?.get("a")?.title).toBe("new");
  takeBack();
  expect(live.state.get().terminals?.get("a")?.title).toBe("a");
});

test("a failed stream keeps the last list and begins again on demand", () => {
  const { live, emit, handlers, ids } = setUp();
  live.start();
  emit({ type: "all", terminals: [terminal("a")] });
  handlers.at(-1)?.onFailure(new Error("forbidden"));
  expect(live.state.get().failure).toBeInstanceOf(Error);
  expect(ids()).toEqual(["a"]);
  live.retry();
  expect(live.state.get().failure).toBeNull();
  expect(handlers).toHaveLength(2);
});

test("running terminals come first, then the ones that ended last", () => {
  const ended = (id: string, at: number) => terminal(id, { status: "exited", exit: { code: 0, signal: null, at } });
  const all = [ended("old", 10), terminal("first", { createdAt: 1 }), ended("late", 99), terminal("second", { createdAt: 2 })];
  expect(all.sort(byInterest).map(({ id }) => id)).toEqual(["second", "first", "late", "old"]);
});

test("filters look for every word in title, command and folder", () => {
  const all = [
    terminal("api", { cwd: "/srv/shop" }),
    terminal("web", { command: ["claude"] }),
    terminal("x", { status: "lost" }),
  ];
  const found = (search: Parameters<typeof filterTerminals>[1]) => filterTerminals(all, search).map(({ id }) => id);
  expect(found({ q: "SHOP api" })).toEqual(["api"]);
  expect(found({ q: "claude" })).toEqual(["web"]);
  expect(found({ status: "lost" })).toEqual(["x"]);
  expect(found({})).toHaveLength(3);
});

test("filters in the URL that mean nothing are left out", () => {
  expect(terminalsSearch({ status: "sleeping", q: 7 })).toEqual({ q: "7" });
  expect(terminalsSearch({ status: "running", q: "" })).toEqual({ status: "running" });
});
