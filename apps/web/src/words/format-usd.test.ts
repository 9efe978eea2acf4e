import { expect, test } from "vitest";
import { formatCost, formatForecast, formatUsd, unpricedWords } from "./format-usd.ts";

test.each([
  [0, "$0.00"],
  [0.000_1, "<$0.01"],
  [0.01, "$0.01"],
  [62.6101, "$62.61"],
  [1_234.5, "$1,234.50"],
  [null, "unknown"],
])("%s dollars are told as %s", (usd, words) => {
  expect(formatUsd(usd)).toBe(words);
});

test("an unknown price is never told as nothing", () => {
  const none = { requests: 0, extraCalls: 0, costUsd: null, unpricedRequests: 0 };
  expect(formatCost(none)).toBe("$0.00");
  expect(formatCost({ ...none, requests: 3, unpricedRequests: 3 })).toBe("unknown");
  expect(formatCost({ ...none, requests: 3, costUsd: 1.2, unpricedRequests: 1 })).toBe("≥ $1.20");
  expect(formatCost({ ...none, requests: 3, costUsd: 1.2 })).toBe("$1.20");
});

test("the forecast of a month without requests is nothing, and of one without prices unknown", () => {
  const tokens = { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  const month = { requests: 0, extraCalls: 0, costUsd: null, unpricedRequests: 0, ...tokens };
  expect(formatForecast({ month, forecastMonthUsd: null })).toBe("$0.00");
  expect(formatForecast({ month: { ...month, requests: 2, unpricedRequests: 2 }, forecastMonthUsd: null })).toBe("unknown");
  expect(formatForecast({ month, forecastMonthUsd: 12 })).toBe("$12.00");
});

test("requests without a price are counted in words", () => {
  expect(unpricedWords(0)).toBeNull();
  expect(unpricedWords(1)).toBe("1 request of a model without a known price");
  expect(unpricedWords(1_200)).toBe("1,200 requests of models without a known price");
});
