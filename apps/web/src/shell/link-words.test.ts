import { expect, test } from "vitest";
import type { Link } from "../api/link.ts";
import { linkWords } from "./link-words.ts";

const up: Link = { state: "up", since: 0, roundTripMs: 12.4, behindMs: 0, health: { status: "ok", runner: "online", at: 0 } };

test("a good link tells its round-trip time", () => {
  expect(linkWords(up, 0)).toEqual({ tone: "good", words: "12 ms" });
  expect(linkWords({ ...up, roundTripMs: 0.3 }, 0).words).toBe("<1 ms");
});

test("a screen that is behind tells by how much", () => {
  expect(linkWords({ ...up, behindMs: 1_999 }, 0).words).toBe("12 ms");
  expect(linkWords({ ...up, behindMs: 7_400 }, 0)).toEqual({ tone: "waiting", words: "7 s behind" });
});

test("a lost link tells since when, whatever was known before", () => {
  expect(linkWords({ ...up, state: "down", since: 1_000 }, 13_500)).toEqual({
    tone: "bad",
    words: "Connection lost 12 s ago, trying again",
  });
});

test("a server that restarts and a runner that is away are told in words", () => {
  expect(linkWords({ ...up, health: { status: "draining", runner: "online", at: 0 } }, 0).words).toContain("restarting");
  expect(linkWords({ ...up, health: { status: "ok", runner: "offline", at: 0 } }, 0).tone).toBe("bad");
});
