import { expect, test } from "vitest";
import { lifetimeWithin, NO_POLICY, withinPolicy } from "./policy.ts";

test("a terminal may ask for less than the server allows and not for more", () => {
  const policy = { ...NO_POLICY, limits: { processes: 100, memoryBytes: 1_000 } };
  expect(withinPolicy(policy)).toEqual({ processes: 100, memoryBytes: 1_000 });
  expect(withinPolicy(policy, { processes: 99, memoryBytes: 1_001, cpuPercent: 50 })).toEqual({
    processes: 99,
    memoryBytes: 1_000,
    cpuPercent: 50,
  });
  expect(withinPolicy(NO_POLICY)).toEqual({});
});

test("the same holds for when it is closed by itself", () => {
  const policy = { ...NO_POLICY, lifetime: { idleMinutes: 30 } };
  expect(lifetimeWithin(policy)).toEqual({ idleMinutes: 30 });
  expect(lifetimeWithin(policy, { idleMinutes: 31, maxAgeHours: 5 })).toEqual({ idleMinutes: 30, maxAgeHours: 5 });
  expect(lifetimeWithin(NO_POLICY)).toEqual({});
});
