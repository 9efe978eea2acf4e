import { expect, test } from "vitest";
import { OutputSince } from "./output-since.ts";

const data = (offset: number, text: string) => ({ epoch: "e", offset, bytes: new TextEncoder().encode(text) });
const textOf = (pieces: readonly Uint8Array[] | null) => pieces && new TextDecoder().decode(Buffer.concat(pieces));

function copyOf(...texts: readonly string[]): OutputSince {
  const since = new OutputSince({ epoch: "e", offset: 10 });
  let offset = 10;
  for (const text of texts) {
    since.add(data(offset, text));
    offset += text.length;
  }
  return since;
}

test("output is given from any byte on that is here", () => {
  const since = copyOf("abc", "def");
  const all = [10, 12, 13, 15, 16].map((offset) => textOf(since.behind({ epoch: "e", offset })));
  expect(all).toEqual(["abcdef", "cdef", "def", "f", ""]);
});

test("places that are not here have none, and neither has another epoch", () => {
  const since = copyOf("abc");
  expect([9, 14].map((offset) => since.behind({ epoch: "e", offset }))).toEqual([null, null]);
  expect(since.behind({ epoch: "other", offset: 11 })).toBeNull();
});

test("a copy of too much, or one with something else in between, is none", async () => {
  const large = copyOf("x".repeat(1024 * 1024));
  expect(large.behind({ epoch: "e", offset: 10 })).not.toBeNull();
  large.add(data(10 + 1024 * 1024, "x"));
  const spoiled = copyOf("abc");
  const waiting = spoiled.reaches(20);
  spoiled.spoil();
  await waiting;
  expect([large, spoiled].map((since) => since.behind({ epoch: "e", offset: 10 }))).toEqual([null, null]);
});

test("a place that is still to come is waited for", async () => {
  const since = copyOf("abc");
  const waiting = since.reaches(15).then(() => textOf(since.behind({ epoch: "e", offset: 14 })));
  since.add(data(13, "d"));
  since.add(data(14, "ef"));
  expect(await waiting).toBe("ef");
});
