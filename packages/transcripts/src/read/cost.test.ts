import { expect, test } from "vitest";
import { cost } from "./cost.ts";
import { NOW, sightOf, TestStore } from "./testing/test-store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("today, yesterday, this week and this month, and what the month comes to", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  // Wednesday, 2026-11-25 12:00 UTC.
  for (const ago of [0, 1, 12 * HOUR + 1, 3 * DAY, 24 * DAY + HOUR, 25 * DAY]) {
    store.request(conversation, { at: NOW - ago, cost_nanos: 7_000_000_000 });
  }
  const report = cost(store.db, sightOf(), {});
  expect(report.today.costUsd).toBe(14);
  expect(report.yesterday.costUsd).toBe(7);
  expect(report.week.costUsd).toBe(21);
  expect(report.month.costUsd).toBe(35);
  // 28 dollars in seven days, and 5.5 days are left.
  expect(report.forecastMonthUsd).toBeCloseTo(35 + 4 * 5.5, 5);
  expect(cost(store.db, sightOf(), { timeZone: "Pacific/Kiritimati" }).today.costUsd).toBe(14);
  expect(cost(store.db, sightOf(), { agent: "codex" })).toMatchObject({
    month: { requests: 0 },
    forecastMonthUsd: 0,
    blocks: [],
  });
});

test("a block begins with the full hour of its first request, and the next behind its five hours", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const noon = NOW - DAY;
  for (const at of [noon + 10 * 60_000, noon + 4 * HOUR, noon + 5 * HOUR, noon + 11 * HOUR + 1])
    store.request(conversation, { at });
  const { blocks } = cost(store.db, sightOf(), {});
  expect(blocks.map(({ from, firstAt, spent }) => [(from - noon) / HOUR, (firstAt - noon) / 60_000, spent.requests])).toEqual([
    [11, 660 + 1 / 60_000, 1],
    [5, 300, 1],
    [0, 10, 2],
  ]);
  expect(blocks.every(({ current, forecastUsd }) => !current && forecastUsd === null)).toBe(true);
  // 22,222 tokens from ten past twelve to four.
  expect(blocks[2]?.tokensPerMinute).toBeCloseTo(22_222 / 230, 8);
  expect(blocks[0]).toMatchObject({ tokensPerMinute: null, usdPerHour: null });
});

test("the block of now has a pace and what it comes to at its end", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  store.request(conversation, { at: NOW - HOUR, cost_nanos: 3_000_000_000 });
  const { blocks } = cost(store.db, sightOf(), {});
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatchObject({
    from: NOW - HOUR,
    to: NOW + 4 * HOUR,
    current: true,
    usdPerHour: 3,
    forecastTokens: 11_111 * 5,
  });
  expect(blocks[0]?.forecastUsd).toBeCloseTo(15, 8);
});

test("of a block without a known price there is no cost to forecast", () => {
  using store = new TestStore();
  store.request(store.conversation(), { at: NOW - HOUR, cost_nanos: null });
  const { blocks, forecastMonthUsd } = cost(store.db, sightOf(), {});
  expect(forecastMonthUsd).toBeNull();
  expect(blocks[0]).toMatchObject({ usdPerHour: null, forecastUsd: null, spent: { costUsd: null }, forecastTokens: 55_555 });
});
