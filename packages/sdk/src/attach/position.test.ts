import type { AttachEvent } from "@pilothouse/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { follow, type Position } from "./position.ts";

const SOURCE = new Uint8Array(300).map((_, at) => at);

function data(offset: number, length: number, epoch = "e1"): AttachEvent {
  return { type: "data", epoch, offset, bytes: SOURCE.subarray(offset, offset + length) };
}

const piece = fc.tuple(fc.nat(299), fc.nat(60)).map(([offset, length]) => data(offset, Math.min(length, 300 - offset)));

test("whatever pieces arrive, what is taken is one unbroken run of the source", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      let position: Position = { epoch: undefined, offset: 0 };
      const taken: number[] = [];
      for (const event of pieces) {
        const step = follow(position, event);
        if (step.type !== "take" || step.event.type !== "data") continue;
        expect(step.event.offset).toBe(taken.length);
        taken.push(...step.event.bytes);
        position = step.next;
      }
      expect(taken).toEqual([...SOURCE.subarray(0, taken.length)]);
      expect(position.offset).toBe(taken.length);
    }),
  );
});

test("a piece that starts behind the position is a hole, also when it is empty", () => {
  const position = { epoch: "e1", offset: 10 };
  expect(follow(position, data(11, 5))).toEqual({ type: "hole" });
  expect(follow(position, data(11, 0))).toEqual({ type: "hole" });
});

test("output of another epoch is never joined to this one's", () => {
  expect(follow({ epoch: "e1", offset: 10 }, data(10, 5, "e2"))).toEqual({ type: "hole" });
});

test("a snapshot is taken as the first event, ahead of the position, or in another epoch; one from before is not", () => {
  const snapshot = (offset: number, epoch = "e1"): AttachEvent => ({
    type: "snapshot",
    epoch,
    offset,
    cols: 80,
    rows: 24,
    screen: "",
  });
  const at = { epoch: "e1", offset: 10 };
  expect(follow(null, snapshot(5))).toMatchObject({ type: "take", next: { offset: 5 } });
  expect(follow({ epoch: undefined, offset: 10 }, snapshot(5))).toMatchObject({ type: "take", next: { offset: 5 } });
  expect(follow(at, snapshot(20))).toMatchObject({ type: "take", next: { offset: 20 } });
  expect(follow(at, snapshot(0, "e2"))).toMatchObject({ type: "take", next: { epoch: "e2", offset: 0 } });
  expect(follow(at, snapshot(10))).toEqual({ type: "skip" });
});

test("a gap is told for what was not read yet, and only for that", () => {
  const gap = (from: number, to: number): AttachEvent => ({ type: "gap", epoch: "e1", offset: to, from, to });
  const at = { epoch: "e1", offset: 10 };
  expect(follow(at, gap(0, 50))).toMatchObject({ type: "take", event: { from: 10, to: 50 }, next: { offset: 50 } });
  expect(follow(at, gap(0, 10))).toEqual({ type: "skip" });
  expect(follow(at, gap(11, 50))).toEqual({ type: "hole" });
});

test("an exit or a size that is ahead of the output waits for it", () => {
  const at = { epoch: "e1", offset: 10 };
  const exit = (offset: number): AttachEvent => ({
    type: "exit",
    epoch: "e1",
    offset,
    exit: { code: 0, signal: null, at: 0 },
    status: "exited",
  });
  expect(follow(at, exit(11))).toEqual({ type: "hole" });
  expect(follow(at, exit(10))).toMatchObject({ type: "take" });
  const resize: AttachEvent = { type: "resize", epoch: "e1", offset: 3, cols: 90, rows: 30 };
  expect(follow(at, resize)).toMatchObject({ type: "take", next: { offset: 10 } });
});

test("a reset is taken at its place only", () => {
  const at = { epoch: "e1", offset: 10 };
  const reset = (offset: number): AttachEvent => ({ type: "reset", epoch: "e1", offset, output: "\x1b[?1003l" });
  expect(follow(at, reset(10))).toMatchObject({ type: "take", next: { offset: 10 } });
  expect(follow(at, reset(9))).toEqual({ type: "skip" });
  expect(follow(at, reset(11))).toEqual({ type: "hole" });
});
