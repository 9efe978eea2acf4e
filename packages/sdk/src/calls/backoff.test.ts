import { expect, test } from "vitest";
import { backoffMs, reconnectMs } from "./backoff.ts";

const failures = Array.from({ length: 200 }, (_, at) => at + 1);

test("the first try comes at once, later ones after at most 7.5 s and never in step", () => {
  expect([backoffMs(0), reconnectMs(0)]).toEqual([0, 0]);
  for (const count of failures) {
    for (const wait of [backoffMs(count), reconnectMs(count)]) {
      expect(wait).toBeGreaterThanOrEqual(50);
      expect(wait).toBeLessThanOrEqual(7_500);
    }
  }
  expect(new Set(failures.map(() => backoffMs(10))).size).toBeGreaterThan(1);
});

test("a connection that was lost to a restart is opened within 1.5 s of it, and one that is away for long is tried less often", () => {
  for (const count of failures.slice(0, 30)) expect(reconnectMs(count)).toBeLessThanOrEqual(1_500);
  for (const count of failures.slice(30)) expect(reconnectMs(count)).toBeGreaterThanOrEqual(2_500);
});
