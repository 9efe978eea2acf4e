import type { Budget } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { alertWords, amountWords, budgetState, percentOf } from "./budget-words.ts";

const budget: Budget = {
  id: "b",
  name: "Team",
  unit: "usd",
  period: "month",
  limit: 100,
  projectId: null,
  timeZone: "UTC",
  alertAt: [0.8, 1],
  used: 10,
  forecast: 60,
  left: 90,
  from: 0,
  to: 1,
  alerted: null,
};

test("amounts have their unit", () => {
  expect(amountWords("usd", 12.5)).toBe("$12.50");
  expect(amountWords("tokens", 1_200_000)).toBe("1.2M tokens");
});

test.each([
  [{}, "Within budget", "done"],
  [{ forecast: 101 }, "Will go over at this pace", "waiting"],
  [{ used: 80, forecast: 101 }, "80 % reached", "waiting"],
  [{ used: 100 }, "100 % reached", "waiting"],
  [{ used: 100.01 }, "Over budget", "failed"],
])("a budget with %o is told as %s", (change, words, tone) => {
  expect(budgetState({ ...budget, ...change })).toEqual({ words, tone });
});

test("what is used is told in percent, rounded down", () => {
  expect(percentOf({ used: 99.99, limit: 100 })).toBe(99);
  expect(percentOf({ used: 250, limit: 100 })).toBe(250);
});

test("an alert says how much of what is used", () => {
  expect(alertWords({ ...budget, used: 80 })).toBe("Budget “Team”: $80.00 of $100.00 used");
  expect(alertWords({ ...budget, used: 120 })).toBe("Over budget “Team”: $120.00 of $100.00");
});
