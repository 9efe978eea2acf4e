import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepFollowing } from "./keep-following.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FAILED = { kind: "internal", message: "something went wrong", facts: {}, retryable: true };
const SIGNED_OUT = { ...FAILED, kind: "unauthenticated", retryable: false };

function setUp(renew: () => Promise<boolean> = async () => false) {
  const begun: { fail: (error: unknown) => void; ended: boolean }[] = [];
  const stop = keepFollowing((fail) => {
    const one = { fail, ended: false };
    begun.push(one);
    return () => void (one.ended = true);
  }, renew);
  return { begun, stop };
}

test("what ended with an error is begun again in a while", async () => {
  const { begun, stop } = setUp();
  begun[0]?.fail(FAILED);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(begun).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(begun).toHaveLength(2);
  stop();
  expect(begun[1]).toMatchObject({ ended: true });
});

test("it goes on at once when only the sign-in had ended, and in a while when that cannot be renewed now", async () => {
  const { begun } = setUp(async () => true);
  begun[0]?.fail(SIGNED_OUT);
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toHaveLength(2);

  const other = setUp(async () => Promise.reject(new Error("the server cannot be reached")));
  other.begun[0]?.fail(SIGNED_OUT);
  await vi.advanceTimersByTimeAsync(0);
  expect(other.begun).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(other.begun).toHaveLength(2);
});

test("what nobody wants any more is not begun again", async () => {
  const { begun, stop } = setUp();
  begun[0]?.fail(FAILED);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(begun).toHaveLength(1);
});
