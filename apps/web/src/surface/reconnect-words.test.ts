import { expect, test } from "vitest";
import { formatBytes } from "./bytes.ts";
import { findWords } from "./find-words.ts";
import { guessSize } from "./guess-size.ts";
import { paneStatus } from "./pane-status.ts";
import { reconnectWords } from "./reconnect-words.ts";
import { firstState } from "./core/surface-state.ts";

test("the banner says since when, what goes on, and what happens to typed keys", () => {
  const words = reconnectWords({ since: 0, now: 12_300, waiting: 0 });
  expect(words.headline).toBe("Connection lost 12 s ago.");
  expect(words.detail).toContain("What you type is sent then.");
  expect(reconnectWords({ since: 0, now: 0, waiting: 1 }).detail).toContain("1 character waits to be sent then.");
  expect(reconnectWords({ since: 0, now: 0, waiting: 5 }).detail).toContain("5 characters wait to be sent then.");
});

test("a pane's state is one word, and an end outlives everything", () => {
  const state = firstState(0);
  expect(paneStatus(state)).toBe("connecting");
  expect(paneStatus({ ...state, painted: true, connection: "live" })).toBe("running");
  expect(paneStatus({ ...state, painted: true, connection: "reconnecting" })).toBe("reconnecting");
  expect(paneStatus({ ...state, failure: new Error("x") })).toBe("failed");
  const ended = { status: "exited" as const, exit: { code: 0, signal: null, at: 0 } };
  expect(paneStatus({ ...state, painted: true, connection: "closed", ended, failure: new Error("x") })).toBe("exited");
});

test("search results are counted for people", () => {
  expect(findWords("", { resultIndex: -1, resultCount: 0 })).toBe("");
  expect(findWords("x", { resultIndex: -1, resultCount: 0 })).toBe("No match");
  expect(findWords("x", { resultIndex: 2, resultCount: 12 })).toBe("3 of 12");
  expect(findWords("x", { resultIndex: -1, resultCount: 1_000 })).toBe("1000 matches");
});

test("bytes have few digits and a unit", () => {
  expect([0, 640, 1_434, 5 * 1024 * 1024, 300 * 1024].map(formatBytes)).toEqual([
    "0 B",
    "640 B",
    "1.4 KiB",
    "5.0 MiB",
    "300 KiB",
  ]);
});

test("the guessed size is one that the server takes, on a watch and on a wall", () => {
  expect(guessSize({ width: 1, height: 1, fontSize: 24 })).toEqual({ cols: 20, rows: 5 });
  expect(guessSize({ width: 100_000, height: 100_000, fontSize: 9 })).toEqual({ cols: 1_000, rows: 500 });
});
