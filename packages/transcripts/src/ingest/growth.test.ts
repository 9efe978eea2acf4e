import { appendFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { IndexedRoot } from "../indexer/messages.ts";
import { fixtureRoots } from "../testing/fixture-roots.ts";
import { readAll, readWholeFile } from "../testing/read-all.ts";
import { fixtureNames, readFixture, unpackFixtures } from "../testing/unpack-fixtures.ts";
import { difference } from "./testing/dump.ts";
import { allFigures, allTruth, figuresOf, truthOf } from "./testing/all-figures.ts";
import { growthTruth } from "./testing/expected.ts";
import { TestStore } from "./testing/store.ts";

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function rootOf(roots: readonly IndexedRoot[], path: string): IndexedRoot {
  const root = roots.find((root) => path.startsWith(root.path));
  if (!root) throw new Error(`${path} is in no root`);
  return root;
}

test("case 25: files that grow in random pieces, over restarts, give the rows of files that are read at once", () => {
  using whole = new TestStore();
  using grown = new TestStore();
  const pick = numbers(7);
  const roots = fixtureRoots(grown.home, "user:1");
  const pieces = fixtureNames().flatMap((name) => {
    const bytes = readFixture(name);
    const cuts = [
      0,
      ...Array.from({ length: pick(6) }, () => pick(bytes.length)).sort((one, other) => one - other),
      bytes.length,
    ];
    mkdirSync(dirname(join(grown.home, name)), { recursive: true });
    return cuts.slice(1).map((end, at) => ({ name, piece: bytes.subarray(cuts[at], end), turn: at * 60 + pick(60) }));
  });
  for (const root of roots) grown.ingester.open(root);
  for (const { name, piece } of pieces.sort((one, other) => one.turn - other.turn)) {
    const path = join(grown.home, name);
    appendFileSync(path, piece);
    if (pick(10) === 0) grown.restart();
    readWholeFile(grown.ingester, rootOf(roots, path), path);
  }
  grown.ingester.rest();
  expect(allFigures(grown)).toEqual(allTruth());
  unpackFixtures(whole.home);
  readAll(whole.ingester, fixtureRoots(whole.home, "user:1"));
  expect(difference(whole, grown)).toEqual([]);
});

test.each(growthTruth())("case 1: $name has at $bytes bytes what it had then", ({ name, bytes, figures }) => {
  using store = new TestStore();
  const path = join(store.home, name);
  const content = readFixture(name);
  const root = rootOf(fixtureRoots(store.home, "user:1"), path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content.subarray(0, bytes));
  readWholeFile(store.ingester, root, path);
  store.ingester.rest();
  expect(figuresOf(store, name)).toMatchObject(figures);
  appendFileSync(path, content.subarray(bytes));
  store.restart();
  readWholeFile(store.ingester, root, path);
  store.ingester.rest();
  expect(figuresOf(store, name)).toEqual(truthOf(name));
});

test("case 2: files that are written anew while they are read give the same", () => {
  using store = new TestStore();
  const roots = fixtureRoots(store.home, "user:1");
  for (const name of unpackFixtures(store.home)) {
    const path = join(store.home, name);
    const content = readFixture(name);
    const root = rootOf(roots, path);
    writeFileSync(path, `{"type":"user","sessionId":"another","uuid":"${name}","message":{"content":"what was here before"}}\n`);
    readWholeFile(store.ingester, root, path);
    truncateSync(path);
    readWholeFile(store.ingester, root, path);
    appendFileSync(path, content.subarray(0, content.length / 2));
    readWholeFile(store.ingester, root, path);
    rmSync(path);
    store.ingester.miss(path);
    writeFileSync(path, content);
    readWholeFile(store.ingester, root, path);
  }
  store.ingester.rest();
  expect(allFigures(store)).toEqual(allTruth());
});
