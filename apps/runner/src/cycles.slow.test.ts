import { expect, test } from "vitest";
import { leftAfter } from "./test-cycles.ts";

test("case 26: 5,000 programs that start and end leave no descriptor, thread or zombie in the runner", async () => {
  expect(await leftAfter(5_000)).toBe(null);
}, 3_600_000);
