import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

test("the first attempt comes at once for a person, and no wait is longer than 5 s", () => {
  expect(backoff(0, () => 1)).toBe(150);
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const wait = backoff(attempt, () => random);
      expect(wait).toBeGreaterThanOrEqual(75);
      expect(wait).toBeLessThanOrEqual(5_000);
    }),
  );
});
