import { expect, test } from "vitest";
import { Misses } from "./misses.ts";

test("so many misses of one network and no more, for a while", () => {
  let now = 0;
  const misses = new Misses({ shareMissesPerNetwork: 2, shareMissesMs: 100 }, { now: () => now });
  misses.missed("192.0.2.1");
  misses.check("192.0.2.1");
  misses.missed("192.0.2.1");
  expect(() => misses.check("192.0.2.1")).toThrow(expect.objectContaining({ kind: "quota", facts: { retryAfterMs: 100 } }));
  misses.check("192.0.2.2");
  now = 100;
  misses.check("192.0.2.1");
});
