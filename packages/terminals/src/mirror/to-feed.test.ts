import { expect, test } from "vitest";
import type { ReadResult } from "../port.ts";
import { toFeed } from "./to-feed.ts";

const next = { offset: 0, events: 0 };
const bytes = (text: string) => new TextEncoder().encode(text);
const data = (offset: number, text: string) => ({ item: { type: "data" as const, offset, bytes: bytes(text) }, next });
const question = (offset: number) => ({ offset, query: `q${offset}` });

const told = (items: ReadResult["items"], questions = [question(-1)]) =>
  toFeed(items, questions).map((item) =>
    "views" in item ? [item.offset, ...item.views.map((view) => new TextDecoder().decode(view))] : item,
  );

test("output in a row is one piece, and is not copied", () => {
  const [one, two] = [data(10, "ab"), data(12, "cd")];
  expect(told([one, two])).toEqual([[10, "ab", "cd"]]);
  const [fed] = toFeed([one, two]);
  expect(fed && "views" in fed && fed.views.map(({ buffer }) => buffer)).toEqual([one, two].map(({ item }) => item.bytes.buffer));
});

test("a question stands behind the last byte of its query, wherever that is in the pieces", () => {
  const items = [data(10, "ab"), data(12, "cd")];
  expect(told(items, [question(11)])).toEqual([[10, "a"], { question: question(11) }, [11, "b", "cd"]]);
  expect(told(items, [question(12)])).toEqual([[10, "ab"], { question: question(12) }, [12, "cd"]]);
  expect(told(items, [question(13), question(14)])).toEqual([
    [10, "ab", "c"],
    { question: question(13) },
    [13, "d"],
    { question: question(14) },
  ]);
});

test("a question at the beginning was asked by what came before, and one behind the end is still to come", () => {
  expect(told([data(10, "ab")], [question(10), question(13)])).toEqual([[10, "ab"]]);
});

test("what else changes a screen comes between, and a mark does not", () => {
  const items: ReadResult["items"] = [
    data(0, "a"),
    { item: { type: "resize", offset: 1, cols: 9, rows: 3 }, next },
    data(1, "b"),
    { item: { type: "mark", offset: 2, at: 0, kind: "k", label: "l" }, next },
    data(2, "c"),
    { item: { type: "reset", offset: 3, output: "r" }, next },
  ];
  expect(told(items)).toEqual([[0, "a"], { cols: 9, rows: 3 }, [1, "b", "c"], { reset: "r" }]);
});
