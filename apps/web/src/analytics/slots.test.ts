import type { UsageRow } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { groupFor, slotsOf } from "./slots.ts";

const DAY = 86_400_000;
const midnight = (month: number, day: number): number => new Date(2026, month - 1, day).getTime();

function row(key: string): UsageRow {
  const tokens = { input: 1, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  return { key, label: key, requests: 1, extraCalls: 0, ...tokens, costUsd: 1, unpricedRequests: 0 };
}

test("a range is told in hours, days, weeks or months, so that its bars can be told apart", () => {
  const of = (days: number) => groupFor({ from: midnight(1, 1), to: midnight(1, 1) + days * DAY });
  expect([1, 2, 100, 101, 700, 701].map(of)).toEqual(["hour", "day", "day", "week", "week", "month"]);
  expect(groupFor({})).toBe("month");
});

test("days on which nothing was used have their place, too", () => {
  const slots = slotsOf([row("2026-03-02"), row("unknown")], "day", { from: midnight(3, 1), to: midnight(3, 4) });
  expect(slots.map(({ key, row: used }) => [key, used !== null])).toEqual([
    ["2026-03-01", false],
    ["2026-03-02", true],
    ["2026-03-03", false],
  ]);
});

test("a day has all its hours, each once", () => {
  const slots = slotsOf([row("2026-06-10T14")], "hour", { from: midnight(6, 10), to: midnight(6, 11) });
  expect(slots).toHaveLength(24);
  expect(slots[14]).toMatchObject({ key: "2026-06-10T14", label: "14:00", from: "2026-06-10", to: "2026-06-10" });
  expect(slots[14]?.row).not.toBeNull();
});

test("a week goes from Monday to Sunday, also where the range begins in the middle of it", () => {
  const slots = slotsOf([row("2026-03-02")], "week", { from: midnight(3, 4), to: midnight(3, 10) });
  expect(slots.map(({ key, from, to }) => [key, from, to])).toEqual([
    ["2026-03-02", "2026-03-02", "2026-03-08"],
    ["2026-03-09", "2026-03-09", "2026-03-15"],
  ]);
});

test("an open range goes from the first to the last month that has something", () => {
  expect(slotsOf([row("2025-11"), row("2026-02")], "month", {}).map(({ key }) => key)).toEqual([
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
  ]);
  expect(slotsOf([], "month", {})).toEqual([]);
});

test("a chart has an end, however wrong the times of a transcript are", () => {
  expect(slotsOf([row("0001-01"), row("9999-01")], "month", {})).toHaveLength(1_000);
});
