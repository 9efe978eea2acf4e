import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRereading } from "./rereading.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A reading whose answers come when a test lets them. */
function setUp() {
  const answers: (() => void)[] = [];
  const { ask, stop } = createRereading();
  const read = () => new Promise<void>((answer) => answers.push(answer));
  return { answers, ask: () => ask(read, 1_000), stop };
}

test("however often it is asked within a pause, it reads once", async () => {
  const { answers, ask } = setUp();
  ask();
  await vi.advanceTimersByTimeAsync(900);
  ask();
  await vi.advanceTimersByTimeAsync(100);
  expect(answers).toHaveLength(1);
});

test("a slow answer is waited for, and what was asked meanwhile is read once after it", async () => {
  const { answers, ask } = setUp();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  for (let times = 0; times < 5; times += 1) {
    ask();
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(answers).toHaveLength(2);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answers).toHaveLength(2);
});

test("it goes on after a reading that failed", async () => {
  const { ask } = createRereading();
  const read = vi.fn<() => Promise<void>>(() => Promise.reject(new Error("the server cannot be reached")));
  for (let round = 0; round < 2; round += 1) {
    ask(read, 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(read).toHaveBeenCalledTimes(2);
});

test("a page that is left reads nothing more", async () => {
  const { answers, ask, stop } = setUp();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  ask();
  stop();
  answers[0]?.();
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answers).toHaveLength(1);
});
