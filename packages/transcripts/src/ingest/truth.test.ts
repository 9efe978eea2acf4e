import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fixtureRoots } from "../testing/fixture-roots.ts";
import { readAll } from "../testing/read-all.ts";
import { truth } from "../testing/truth.ts";
import { unpackFixtures } from "../testing/unpack-fixtures.ts";
import { claudeFigures } from "./testing/claude-figures.ts";
import { codexFigures, codexTruth, geminiFigures, geminiTruth } from "./testing/codex-figures.ts";
import { claudeTruth, wholeTruth } from "./testing/expected.ts";
import { TestStore } from "./testing/store.ts";
import { wholeFigures } from "./testing/whole-figures.ts";

describe("transcripts that are read at once", () => {
  const store = new TestStore();
  unpackFixtures(store.home);
  readAll(store.ingester, fixtureRoots(store.home, "user:1"));
  afterAll(() => store[Symbol.dispose]());

  test.each([...truth.claude.keys()])("give every figure of %s", (name) => {
    expect(claudeFigures(store.db, join(store.home, name))).toEqual(claudeTruth(name));
  });

  test.each([...truth.codex.keys()])("give every figure of %s", (name) => {
    expect(codexFigures(store.db, join(store.home, name))).toEqual(codexTruth(name));
  });

  test.each([...truth.gemini.keys()])("give every figure of %s", (name) => {
    expect(geminiFigures(store.db, join(store.home, name))).toEqual(geminiTruth(name));
  });

  test("give every sum: by model, by day and by folder", () => {
    expect(wholeFigures(store.db)).toEqual(wholeTruth());
  });
});
