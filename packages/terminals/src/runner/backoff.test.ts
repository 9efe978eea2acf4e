import { expect, test } from "vitest";
import { retryDelay } from "./backoff.ts";
import { RUNNER_LIMITS } from "./limits.ts";

test("the first try comes at once, later ones double up to a bound", () => {
  expect([0, 1, 2, 3, 4].map((attempt) => retryDelay(attempt, 1))).toEqual([0, 50, 100, 200, 400]);
  expect(retryDelay(60, 1)).toBe(RUNNER_LIMITS.retryMs);
});

test("delays vary by half", () => {
  expect(retryDelay(3, 0)).toBe(100);
  expect(retryDelay(3, 0.999)).toBeLessThan(200);
});
