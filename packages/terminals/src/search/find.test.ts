import { expect, test } from "vitest";
import { SEARCH_LIMITS } from "./limits.ts";
import { START } from "./search-place.ts";
import { openTestIndex } from "./test-index.ts";

const numbered = (count: number, text: string) => Array.from({ length: count }, (_, at) => `${text} ${at}`);

test("a line is found by its words, in any order and case, and says where it is", () => {
  using index = openTestIndex();
  index.add("one", ["first", "The Quick brown fox", "last"], { at: 5_000 });
  expect(index.find("QUICK the").hits).toEqual([
    {
      id: "one",
      epoch: "e",
      offset: 20,
      at: 5_000,
      line: "The Quick brown fox",
      ranges: [
        [0, 3],
        [4, 9],
      ],
      before: ["first"],
      after: ["last"],
    },
  ]);
  expect(index.lines("quick slow")).toEqual([]);
});

test("all words must be on one line, not only near each other", () => {
  using index = openTestIndex();
  index.add("one", ["alpha here", "beta there", "alpha and beta"]);
  expect(index.lines("alpha beta")).toEqual(["alpha and beta"]);
});

test("the newest come first; lines with the word as such before those that have it inside another word", () => {
  using index = openTestIndex();
  index.add("one", ["connection one", "disconnected", "connect two"]);
  index.add("two", ["reconnecting", "connect three"]);
  expect(index.lines("connect")).toEqual(["connect three", "connect two", "connection one", "reconnecting", "disconnected"]);
});

test("a word with a star, and a text in quotes, begin where a word does", () => {
  using index = openTestIndex();
  index.add("one", ["disconnected now", "connected now", "now connected"]);
  expect(index.lines("connect*")).toEqual(["now connected", "connected now"]);
  expect(index.lines('"connected now"')).toEqual(["connected now"]);
  expect(index.lines('"connected n')).toEqual(["connected now"]);
});

test("paths and identifiers are found as they are written, and by parts of them", () => {
  using index = openTestIndex();
  index.add("one", ["at src/foo_bar/my-file.test.ts:12:3", "src foo bar my file", "getUserName()"]);
  for (const query of ["src/foo_bar", "foo_bar/my-file.test.ts", "oo_bar/my-fi", "file.test.ts:12", "r/my-file"]) {
    expect([query, ...index.lines(query)]).toEqual([query, "at src/foo_bar/my-file.test.ts:12:3"]);
  }
  expect(index.lines("username")).toEqual(["getUserName()"]);
  expect(index.lines("sername(")).toEqual(["getUserName()"]);
});

test("numbers and hashes are found from their beginning", () => {
  using index = openTestIndex();
  index.add("one", ["commit 3f2a9bc41d77 done", "took 12345 ms"]);
  expect(index.lines("3f2a9b")).toEqual(["commit 3f2a9bc41d77 done"]);
  expect(index.lines("1234")).toEqual(["took 12345 ms"]);
});

test("scripts without spaces are found by any of their characters", () => {
  using index = openTestIndex();
  index.add("one", ["コンパイル済み 東京都", "Übersetzung fertig", "собрано"]);
  for (const query of ["京", "東京", "パイル済", '"京都"'])
    expect([query, ...index.lines(query)]).toEqual([query, "コンパイル済み 東京都"]);
  expect(index.lines("übersetzung")).toEqual(["Übersetzung fertig"]);
  expect(index.lines("СОБР")).toEqual(["собрано"]);
});

test.for([
  'a" OR "b',
  "NEAR(x y)",
  "word AND -other",
  "words:found",
  "^ab*",
  "100%_of",
  "a'b; drop table blocks",
  "\u0080ab",
  "*ab",
])("what is typed is text and nothing else: %s", (query) => {
  using index = openTestIndex();
  index.add("one", ["ab here", "other word"]);
  expect(index.lines(query)).toEqual([]);
  index.add("one", [`before ${query.replaceAll('"', "")} behind`], { first: 100 });
  expect(() => index.lines(query)).not.toThrow();
});

test("nothing is found in terminals that were not asked for, nor where there are none", () => {
  using index = openTestIndex();
  index.add("one", ["a secret word"]);
  index.add("two", ["another secret word"]);
  expect(index.lines("secret", { ids: ["two"] })).toEqual(["another secret word"]);
  expect(index.lines("secret", { ids: ["none"] })).toEqual([]);
  expect(index.lines("secret", { ids: [] })).toEqual([]);
});

test("with more terminals than the index narrows by, others stay left out", () => {
  using index = openTestIndex();
  const ids = Array.from({ length: 100 }, (_, at) => `t${at}`);
  for (const id of [...ids, "foreign"]) index.add(id, [`secret of ${id}`]);
  expect(index.lines("secret", { ids, limit: 200 })).toEqual([...ids].reverse().map((id) => `secret of ${id}`));
});

test("pages go on where the last one ended, over both ranks, without a line twice or missing", () => {
  using index = openTestIndex();
  const lines = Array.from({ length: 333 }, (_, at) => (at % 3 === 0 ? `unfinished ${at}` : `finished ${at}`));
  index.add("one", lines);
  const all: string[] = [];
  let pages = 0;
  for (
    let page = index.find("finished", { limit: 7 });
    ;
    page = index.find("finished", { limit: 7, place: page.next ?? START })
  ) {
    pages += 1;
    all.push(...page.hits.map(({ line }) => line));
    if (page.next === null) break;
  }
  const wanted = (start: string) => lines.filter((line) => line.startsWith(start)).reverse();
  expect(all).toEqual([...wanted("fin"), ...wanted("unfin")]);
  expect(pages).toBeGreaterThan(40);
});

test("a search that reads much without finding anything gives an empty page and a place to go on", () => {
  using index = openTestIndex();
  const blocks = SEARCH_LIMITS.readBlocks + 60;
  const lines = Array.from({ length: blocks * SEARCH_LIMITS.blockLines }, (_, at) =>
    at % 2 === 0 ? `alpha ${at}` : `beta ${at}`,
  );
  index.add("one", ["alpha beta", ...lines]);
  let page = index.find("alpha beta*");
  expect(page).toMatchObject({ hits: [], next: expect.anything() });
  const found = [];
  while (page.next) {
    page = index.find("alpha beta*", { place: page.next });
    found.push(...page.hits);
  }
  expect(found).toMatchObject([{ line: "alpha beta", offset: 10 }]);
});

test("lines are found by the time they were printed", () => {
  using index = openTestIndex();
  index.add("one", ["word early"], { at: 1_000 });
  index.add("one", ["word later"], { first: 100, at: 2_000 });
  expect(index.lines("word", { from: 1_500 })).toEqual(["word later"]);
  expect(index.lines("word", { to: 1_500 })).toEqual(["word early"]);
});

test("lines around a hit are shown over the border of what is kept together", () => {
  using index = openTestIndex();
  index.add("two", numbered(60, "other"));
  index.add("one", numbered(SEARCH_LIMITS.blockLines * 2, "line"));
  const [hit] = index.find('"line 50"').hits;
  expect(hit).toMatchObject({ line: "line 50", before: ["line 48", "line 49"], after: ["line 51", "line 52"] });
});

test("more different words than are looked up do not hide a line that has the word as such", () => {
  using index = openTestIndex();
  index.add("one", ["conf", ...Array.from({ length: 500 }, (_, at) => `conf${String.fromCodePoint(97 + (at % 26))}x${at}y`)]);
  expect(index.lines("conf", { limit: 600 })).toHaveLength(501);
});
