import type { TerminalsEvent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { exampleTerminal as terminal } from "./example-terminal.ts";
import { createLiveTerminals } from "./live-terminals.ts";

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
