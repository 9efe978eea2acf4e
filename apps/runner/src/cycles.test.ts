import { expect, test } from "vitest";
import { leftAfter } from "./test-cycles.ts";

test("case 26: 200 programs that start and end leave no descriptor, thread or zombie in the runner", async () => {
  expect(await leftAfter(200)).toBe(null);
}, 300_000);
