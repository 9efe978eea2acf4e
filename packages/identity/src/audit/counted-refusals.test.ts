import { expect, test } from "vitest";
import { CountedRefusals } from "./counted-refusals.ts";

test("only so many networks are counted apart, all of them together; then it begins anew", () => {
  const throttled = new CountedRefusals(2);
  for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1"]) throttled.note(address);
  expect(throttled.take()).toEqual({ count: 4, networks: ["192.0.2.1: 2", "192.0.2.2: 1"] });
  expect(throttled.take()).toBeNull();
});
