import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { IndexWriter } from "./index-writer.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import { openTestIndex } from "./test-index.ts";

test("lines that were given before are not added again, and those behind them are", () => {
  using index = openTestIndex();
  index.add("one", ["word a", "word b", "word c"]);
  index.add("one", ["word a", "word b", "word c", "word d"]);
  expect(index.lines("word")).toEqual(["word d", "word c", "word b", "word a"]);
});

test("a line that repeats the one before it is kept once, also from batch to batch", () => {
  using index = openTestIndex();
  index.add("one", ["same word", "same word", "other word", "same word"]);
  index.add("one", ["same word"], { first: 100 });
  expect(index.lines("word")).toEqual(["same word", "other word", "same word"]);
});

test("lines that come one by one are kept together, and all are found", () => {
  using index = openTestIndex();
  for (let at = 0; at < 120; at += 1) index.add("one", [`word ${at}`], { first: 10 * at });
  const offsets = index.find("word", { limit: 200 }).hits.map(({ offset }) => offset);
  expect(offsets).toEqual(Array.from({ length: 120 }, (_, at) => 10 * (119 - at)));
});

test("a long line is found by what is at its end", () => {
  using index = openTestIndex();
  index.add("one", [`${"filler ".repeat(1_000)}needle`]);
  const [hit] = index.find("needle").hits;
  expect(hit?.offset).toBe(10);
  expect(hit?.line.length).toBeLessThanOrEqual(SEARCH_LIMITS.lineChars);
});

test("what falls out of a recording is forgotten, and so is a terminal with all of its lines", () => {
  using index = openTestIndex();
  const lines = Array.from({ length: 2_000 }, (_, at) => `word ${at}`);
  index.add("one", lines);
  index.add("two", ["word of another"]);
  const half = 10 * 1_000;
  while (index.writer.prune("one", half)) continue;
  const left = index.find("word", { ids: ["one"], limit: 2_000 }).hits;
  // Lines go by blocks: some of those before the place may still be there.
  expect(left.length).toBeGreaterThan(1_000);
  expect(left.length).toBeLessThan(1_000 + SEARCH_LIMITS.blockLines + 1);
  while (index.writer.remove("one")) continue;
  expect(index.lines("word")).toEqual(["word of another"]);
  expect(index.writer.seen().map(({ id }) => id)).toEqual(["two"]);
  expect(index.writer.remove("nobody")).toBe(false);
});

test("another epoch replaces what was known of a terminal", () => {
  using index = openTestIndex();
  index.add("one", ["word of old"]);
  index.writer.add([{ id: "one", epoch: "f", at: 1, lines: [{ offset: 1, text: "word of new" }] }]);
  expect(index.lines("word")).toEqual(["word of new"]);
});

test("the index is there again after it was closed, and goes on where it was", () => {
  using index = openTestIndex();
  index.add("one", ["word one"]);
  index.writer.checkpoint();
  const again = new IndexWriter(index.file);
  again.add([
    {
      id: "one",
      epoch: "e",
      at: 1,
      lines: [
        { offset: 10, text: "word one" },
        { offset: 20, text: "word two" },
      ],
    },
  ]);
  again.close();
  expect(index.lines("word")).toEqual(["word two", "word one"]);
});

test.for(["not a database at all, but long enough to look like one ".repeat(100), ""])(
  "a file that is no index is made anew",
  (content) => {
    using index = openTestIndex();
    const file = `${index.file}.other`;
    writeFileSync(file, content);
    const writer = new IndexWriter(file);
    expect(writer.seen()).toEqual([]);
    expect(writer.add([{ id: "one", epoch: "e", at: 1, lines: [{ offset: 1, text: "word" }] }])).toBe(true);
    writer.close();
  },
);

test("case 32: while somebody reads without an end, the log stays within its bound and adding does not wait", () => {
  using index = openTestIndex();
  const bound = 256 * 1024;
  const writer = new IndexWriter(index.file, bound);
  const batch = (at: number) => [
    {
      id: "one",
      epoch: "e",
      at: 1,
      lines: Array.from({ length: 100 }, (_, line) => ({ offset: at * 100 + line, text: `word ${at} ${line * 7919}` })),
    },
  ];
  writer.add(batch(0));
  const reader = index.reader();
  reader.exec("begin");
  reader.prepare("select count(*) from blocks").get();
  let added = 1;
  while (writer.add(batch(added))) added += 1;
  const full = index.logBytes();
  expect(full).toBeGreaterThan(bound);
  expect(full).toBeLessThan(bound * 4);
  for (let again = 0; again < 20; again += 1) expect(writer.add(batch(added))).toBe(false);
  expect(index.logBytes()).toBe(full);
  reader.exec("commit");
  expect(writer.add(batch(added))).toBe(true);
  expect(index.logBytes()).toBeLessThan(full);
  writer.close();
  expect(index.find(`"word ${added}"`, { limit: 200 }).hits).toHaveLength(100);
});
