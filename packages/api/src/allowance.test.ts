import { expect, test } from "vitest";
import { Allowance } from "./allowance.ts";

const allowance = () => new Allowance({ callsPerUser: 2, streamsPerUser: 1, viewersPerShare: 1 });

test("one too many is refused, until another one is over", () => {
  const calls = allowance();
  const first = calls.take("ada", "callsPerUser");
  calls.take("ada", "callsPerUser");
  expect(() => calls.take("ada", "callsPerUser")).toThrow(expect.objectContaining({ kind: "quota", facts: { limit: 2 } }));
  first();
  calls.take("ada", "callsPerUser");
});

test("what one user has open takes nothing from others, and calls nothing from subscriptions", () => {
  const all = allowance();
  all.take("ada", "streamsPerUser");
  expect(() => all.take("ada", "streamsPerUser")).toThrow("1 subscriptions open");
  all.take("bob", "streamsPerUser");
  all.take("ada", "callsPerUser");
});

test("what is given back twice counts once", () => {
  const all = allowance();
  const first = all.take("ada", "callsPerUser");
  all.take("ada", "callsPerUser");
  first();
  first();
  all.take("ada", "callsPerUser");
  expect(() => all.take("ada", "callsPerUser")).toThrow("limit");
});
