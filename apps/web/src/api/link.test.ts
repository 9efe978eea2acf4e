import { expect, test, vi } from "vitest";
import { link, linkClosed, linkOpened } from "./link.ts";

test("a socket that is back at once was never gone, one that stays away was gone from the start", () => {
  vi.useFakeTimers({ now: 50_000 });
  linkOpened();
  linkClosed();
  vi.advanceTimersByTime(999);
  linkOpened();
  vi.advanceTimersByTime(5_000);
  expect(link.get().state).toBe("up");

  const closedAt = Date.now();
  linkClosed();
  vi.advanceTimersByTime(500);
  linkClosed();
  vi.advanceTimersByTime(500);
  expect(link.get()).toMatchObject({ state: "down", since: closedAt });
  linkOpened();
  expect(link.get().state).toBe("up");
  vi.useRealTimers();
});
