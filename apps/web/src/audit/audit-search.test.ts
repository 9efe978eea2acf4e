import { expect, test } from "vitest";
import { auditSearch, exportAddress, filterOf } from "./audit-search.ts";

test("the address keeps the filters and the open entry, and nothing else", () => {
  const kept = { actor: "system", action: "users.create", target: "7", from: "2026-01-31", to: "2026-02-01", entry: 12 };
  expect(auditSearch({ ...kept, target: 7, other: "x" })).toEqual(kept);
  expect(auditSearch({ actor: "", action: null, from: "yesterday", to: 2026, entry: "x" })).toEqual({});
  expect(auditSearch({ entry: -1 })).toEqual({});
});

test("days are whole days of the viewer", () => {
  expect(filterOf({ from: "2026-01-31", to: "2026-01-31", entry: 3 })).toEqual({
    from: new Date(2026, 0, 31).getTime(),
    to: new Date(2026, 1, 1).getTime() - 1,
  });
  expect(filterOf({ actor: "anonymous" })).toEqual({ actor: "anonymous" });
});

test("an export is asked for with the same filters", () => {
  expect(exportAddress({ action: "a b", entry: 4 }, "csv")).toBe("/api/audit/export?format=csv&action=a+b");
});
