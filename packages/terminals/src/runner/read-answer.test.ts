import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadResult } from "../port.ts";
import { encodeFrame, FrameReader } from "./frame.ts";
import { readAnswer } from "./read-answer.ts";

function sent(answer: unknown): unknown {
  let received: unknown;
  const reader = new FrameReader(10_000_000, (message) => (received = message));
  for (const part of encodeFrame(answer)) reader.push(part);
  return received;
}

/** Lengths of pieces of output; 0 is a change of size between them. */
function resultOf(pieces: readonly number[]): ReadResult {
  let [offset, events] = [2 ** 33, 0];
  const items = pieces.map((length, at) => {
    const from = offset;
    offset += length;
    if (length > 0) {
      const bytes = new Uint8Array(length).fill(at);
      return { item: { type: "data", offset: from, bytes } as const, next: { offset, events } };
    }
    events += 1;
    return { item: { type: "resize", offset, cols: 80, rows: 24 } as const, next: { offset, events } };
  });
  return { items, endOffset: offset };
}

const bytesOf = (runs: readonly number[]) => Buffer.concat(runs.map((length, at) => Buffer.alloc(length, at)));

test("a run of output is one item, however many pieces it has and however large they are", () => {
  for (const run of [[1], [20_000], [1, 2, 3], [9_000, 9_000], [70_000, 1, 70_000]]) {
    const length = run.reduce((sum, piece) => sum + piece, 0);
    const offset = 2 ** 33;
    expect(sent(readAnswer(resultOf(run)))).toEqual({
      items: [
        { item: { type: "data", offset, bytes: new Uint8Array(bytesOf(run)) }, next: { offset: offset + length, events: 0 } },
      ],
      endOffset: offset + length,
    });
  }
});

test("what lies between two runs keeps its place", () => {
  const length = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40_000 }));
  fc.assert(
    fc.property(fc.array(length, { maxLength: 8 }), (pieces) => {
      const result = resultOf(pieces);
      const { items, endOffset } = sent(readAnswer(result)) as ReadResult;
      const output = (from: ReadResult) =>
        Buffer.concat(from.items.flatMap(({ item }) => (item.type === "data" ? [item.bytes] : [])));
      const others = (from: ReadResult) => from.items.filter(({ item }) => item.type !== "data");
      expect(output({ items, endOffset }).equals(output(result))).toBe(true);
      expect(others({ items, endOffset })).toEqual(others(result));
      expect(items.at(-1)?.next).toEqual(result.items.at(-1)?.next);
      expect(endOffset).toBe(result.endOffset);
    }),
    { numRuns: 50 },
  );
});
