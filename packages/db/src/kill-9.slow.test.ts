import { test } from "vitest";
import { killWhileWriting } from "./testing/kill-rounds.ts";

// oxlint-disable-next-line vitest/expect-expect -- what is expected is expected after each kill.
test("R2: so it is after 200 times", { timeout: 20 * 60_000 }, () => killWhileWriting(200));
