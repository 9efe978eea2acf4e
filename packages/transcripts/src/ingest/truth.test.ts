import { afterAll, describe, expect, test } from "vitest";
import { fixtureRoots } from "../testing/fixture-roots.ts";
import { readAll } from "../testing/read-all.ts";
import { fixtureNames, unpackFixtures } from "../testing/unpack-fixtures.ts";
import { figuresOf, truthOf } from "./testing/all-figures.ts";
import { wholeTruth } from "./testing/expected.ts";
import { TestStore } from "./testing/store.ts";
import { wholeFigures } from "./testing/whole-figures.ts";

describe("transcripts that are read at once", () => {
  const store = new TestStore();
  unpackFixtures(store.home);
  readAll(store.ingester, fixtureRoots(store.home, "user:1"));
  afterAll(() => store[Symbol.dispose]());

  test.each(fixtureNames())("give every figure of %s", (name) => expect(figuresOf(store, name)).toEqual(truthOf(name)));

  test("give every sum: by model, by day and by folder", () => expect(wholeFigures(store.db)).toEqual(wholeTruth()));
});
