import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSplitter, type RawLine } from "./line-splitter.ts";

const split = (text: string, cuts: readonly number[], longestLine = 1_000): { lines: RawLine[]; splitter: LineSplitter } => {
  const bytes = Buffer.from(text);
  const splitter = new LineSplitter({ longestLine });
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  const lines = places.slice(1).flatMap((end, at) => [...splitter.push(bytes.subarray(places[at], end))]);
  return { lines, splitter };
};

test("case 1: a line is told when it is whole, however it came, and never before", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), fc.array(fc.nat(500)), (texts, cuts) => {
      const lines = texts.map((text) => text.replaceAll("\n", " "));
      const whole = split(lines.map((line) => `${line}\n`).join(""), cuts);
      expect(whole.lines.map(({ bytes }) => bytes?.toString())).toEqual(lines);
      expect(whole.splitter.pending).toBe(0);
    }),
  );
});

test("case 9: where a line is in its file is told in bytes", () => {
  const { lines, splitter } = split("äö\n\nsecond\nunfinish", [1, 3, 5]);
  expect(lines.map(({ offset, length }) => [offset, length])).toEqual([
    [0, 4],
    [5, 0],
    [6, 6],
  ]);
  expect([splitter.offset, splitter.pending]).toEqual([13, 8]);
  expect(splitter.rest()).toMatchObject({ offset: 13, length: 8, bytes: Buffer.from("unfinish") });
  expect(splitter.offset).toBe(21);
  expect(splitter.rest()).toBeNull();
});

test("case 8: a line over the limit is told without its bytes, and those after it as ever", () => {
  const { lines } = split(`${"x".repeat(10)}\n${"y".repeat(11)}\nz\n`, [3, 5, 14, 15, 20], 10);
  expect(lines.map(({ bytes, length }) => [bytes?.length ?? null, length])).toEqual([
    [10, 10],
    [null, 11],
    [1, 1],
  ]);
});
