import { TranscriptAgent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { viewerZone } from "../time/days.ts";
import { AGENTS, analyticsSearch, askedOf, daysOf, rangeOf } from "./analytics-search.ts";

const NOON = new Date(2026, 2, 10, 12).getTime();

test("the address keeps what is looked at, and nothing else", () => {
  const kept = {
    period: "custom",
    from: "2026-01-31",
    to: "2026-02-01",
    project: "p",
    agent: "codex",
    model: "gpt-5.5",
  } as const;
  expect(analyticsSearch({ ...kept, other: "x" })).toEqual(kept);
  expect(analyticsSearch({ period: "30d", from: "2026-01-31", agent: "cat", model: "", project: null })).toEqual({});
  expect(analyticsSearch({ period: "century", to: "tomorrow", project: 7 })).toEqual({ project: "7" });
  expect(analyticsSearch({ period: "custom", from: "soon" })).toEqual({ period: "custom" });
});

test("a period is whole days of the viewer, today included", () => {
  expect(daysOf({ period: "today" }, NOON)).toEqual({ from: "2026-03-10", to: "2026-03-10" });
  expect(daysOf({}, NOON)).toEqual({ from: "2026-02-09", to: "2026-03-10" });
  expect(rangeOf({ period: "7d" }, NOON)).toEqual({
    from: new Date(2026, 2, 4).getTime(),
    to: new Date(2026, 2, 11).getTime(),
  });
  expect(rangeOf({ period: "year" }, NOON).from).toBe(new Date(2025, 2, 11).getTime());
});

test("a period of one's own may be open at either end", () => {
  expect(rangeOf({ period: "custom" }, NOON)).toEqual({});
  expect(rangeOf({ period: "custom", to: "2026-01-31" }, NOON)).toEqual({ to: new Date(2026, 1, 1).getTime() });
  expect(rangeOf({ period: "custom", from: "0002-01-31" }, NOON)).toEqual({ from: 0 });
});

test("what is asked is the same at any time of a day", () => {
  const search = { project: "p", agent: "claude", model: "m" } as const;
  expect(askedOf(search, NOON)).toEqual(askedOf(search, NOON + 3_600_000));
  expect(askedOf(search, NOON)).toMatchObject({ timeZone: viewerZone(), projectId: "p", agent: "claude", model: "m" });
});

test("the address may name every agent whose transcripts are read", () => {
  expect(AGENTS).toEqual(TranscriptAgent.options);
});
