import { test } from "vitest";
import { expectNothingLeftAfter } from "./test-cycles.ts";

test("case 26: 5,000 programs that start and end leave no descriptor, thread or zombie in the runner", async () => {
  await expectNothingLeftAfter(5_000);
}, 3_600_000);
