import { expect, test } from "vitest";
import { conversationsSearch, listOf, readerSearch } from "./conversations-search.ts";

test("the address keeps filters and order, and nothing else", () => {
  const project = "01890000-0000-7000-8000-00000000b0b0";
  const kept = { q: "7", project, agent: "codex", status: "error", errors: true, from: "2026-01-31", sort: "cost", order: "asc" };
  expect(conversationsSearch({ ...kept, q: 7, other: "x" })).toEqual(kept);
  expect(
    conversationsSearch({ project: "p", agent: "x", status: "", sort: "last", order: "desc", errors: "yes", to: "now", q: "" }),
  ).toEqual({});
});

test("the address keeps the entry that is looked at, the subagent and the panel", () => {
  expect(readerSearch({ message: 12, thread: "a1", panel: "analytics" })).toEqual({
    message: 12,
    thread: "a1",
    panel: "analytics",
  });
  expect(readerSearch({ message: -1, thread: "", panel: "other" })).toEqual({});
  expect(readerSearch({ message: "12", thread: 34 })).toEqual({ thread: "34" });
});

test("the server is asked for whole days of the viewer", () => {
  expect(listOf({ q: "fix", errors: true, from: "2026-01-31", to: "2026-01-31", sort: "cost", order: "asc" })).toEqual({
    title: "fix",
    hasErrors: true,
    from: new Date(2026, 0, 31).getTime(),
    to: new Date(2026, 1, 1).getTime(),
    sort: "cost",
    order: "asc",
  });
  expect(listOf({})).toEqual({});
  expect(listOf({ from: "0002-01-31", to: "0020-01-31" })).toEqual({ from: 0, to: 0 });
});
