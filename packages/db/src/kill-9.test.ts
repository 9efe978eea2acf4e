import { expect, test } from "vitest";
import { killWhileWriting, WHOLE } from "./testing/kill-rounds.ts";

test(
  "R2: kill -9 in the middle of writing loses nothing that was acknowledged and tears nothing apart",
  { timeout: 120_000 },
  async () => {
    expect(await killWhileWriting(4)).toEqual(Array(4).fill(WHOLE));
  },
);
