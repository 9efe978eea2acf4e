import { test } from "vitest";
import { killWhileWriting } from "./testing/kill-rounds.ts";

// oxlint-disable-next-line vitest/expect-expect -- what is expected is expected after each kill.
test(
  "R2: kill -9 in the middle of writing loses nothing that was acknowledged and tears nothing apart",
  { timeout: 120_000 },
  () => killWhileWriting(4),
);
