import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SEARCH_LIMITS } from "./limits.ts";
import { Rest } from "./rest.ts";

const { pourBytes, pourMs, restMs } = SEARCH_LIMITS;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("there is no rest as long as little comes", () => {
  const rest = new Rest();
  for (let at = 0; at < 10; at += 1) {
    rest.note(pourBytes - 1);
    vi.advanceTimersByTime(pourMs + 1);
  }
  expect(rest.ms).toBe(0);
});

test("when lines pour in the index rests until they have stopped for a while", () => {
  const rest = new Rest();
  rest.note(pourBytes - 1);
  expect(rest.ms).toBe(0);
  rest.note(1);
  expect(rest.ms).toBe(pourMs);
  vi.advanceTimersByTime(pourMs - 1);
  expect(rest.ms).toBe(1);
  vi.advanceTimersByTime(1);
  expect(rest.ms).toBe(0);
});

test("it does not rest for ever", () => {
  const rest = new Rest();
  for (let ms = 0; ms <= restMs; ms += 50) {
    rest.note(pourBytes);
    if (ms < restMs) vi.advanceTimersByTime(50);
  }
  expect(rest.ms).toBe(0);
  // Lines that pour in again and again give it no other rest; a pause as long as a rest does.
  for (let round = 0; round < 5; round += 1) {
    vi.advanceTimersByTime(2 * pourMs);
    rest.note(pourBytes);
    expect(rest.ms).toBe(0);
  }
  vi.advanceTimersByTime(pourMs + restMs + 1);
  rest.note(pourBytes);
  expect(rest.ms).toBe(pourMs);
});
