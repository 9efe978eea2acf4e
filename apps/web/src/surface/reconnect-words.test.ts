import { expect, test } from "vitest";
import { reconnectWords } from "./reconnect-words.ts";

test("the banner says since when, what goes on, and what happens to typed keys", () => {
  const words = reconnectWords({ since: 0, now: 12_300, waiting: 0 });
  expect(words.headline).toBe("Connection lost 12 s ago.");
  expect(words.detail).toContain("What you type is sent then.");
  expect(reconnectWords({ since: 0, now: 0, waiting: 1 }).detail).toContain("1 character waits to be sent then.");
  expect(reconnectWords({ since: 0, now: 0, waiting: 5 }).detail).toContain("5 characters wait to be sent then.");
});
