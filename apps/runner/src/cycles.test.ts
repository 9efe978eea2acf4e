import { test } from "vitest";
import { expectNothingLeftAfter } from "./test-cycles.ts";

test("case 26: 200 programs that start and end leave no descriptor, thread or zombie in the runner", async () => {
  await expectNothingLeftAfter(200);
}, 300_000);
