import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Trail } from "./trail.ts";

const LIMITS = { quietMs: 1, lagBytes: 100, lagMs: 1_000, watchedMs: 500, watchedLagBytes: 20 };
const never = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** What waits when a screen is to be drawn of a program that prints `step` bytes between any two looks at it. */
async function waitsThen(trail: Trail, step: number, onLook: () => void = () => undefined): Promise<number> {
  let bytes = 0;
  const look = async () => {
    onLook();
    return (bytes += step);
  };
  await trail.longEnough(look, never);
  return bytes;
}

test("output that has paused is drawn, however little it is", async () => {
  expect(await waitsThen(new Trail(LIMITS), 0)).toBe(0);
});

test("a flood is drawn once more than the bound waits", async () => {
  expect(await waitsThen(new Trail(LIMITS), 10)).toBe(110);
  expect(await waitsThen(new Trail(LIMITS), 101)).toBe(101);
});

test("a flood whose screen somebody may ask for is drawn sooner", async () => {
  const trail = new Trail(LIMITS);
  trail.mayBeAsked();
  expect(await waitsThen(trail, 10)).toBe(30);
  vi.advanceTimersByTime(500);
  expect(await waitsThen(trail, 10)).toBe(30);
  vi.advanceTimersByTime(1);
  expect(await waitsThen(trail, 10)).toBe(110);
});

test("whoever may ask makes no bound larger", async () => {
  const trail = new Trail({ ...LIMITS, lagBytes: 5 });
  trail.mayBeAsked();
  expect(await waitsThen(trail, 3)).toBe(6);
});

test("output that never pauses is drawn after a time, be it ever so little", async () => {
  expect(await waitsThen(new Trail(LIMITS), 1, () => vi.advanceTimersByTime(250))).toBe(4);
});

test("who stops waiting is let go", async () => {
  const stop = new AbortController();
  const waiting = new Trail({ ...LIMITS, quietMs: 10_000 }).longEnough(async () => 1, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
