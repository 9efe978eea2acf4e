import { expect, test } from "vitest";
import { killWhileWriting, WHOLE } from "./testing/kill-rounds.ts";

test("R2: so it is after 200 times", { timeout: 20 * 60_000 }, async () => {
  expect(await killWhileWriting(200)).toEqual(Array(200).fill(WHOLE));
});
