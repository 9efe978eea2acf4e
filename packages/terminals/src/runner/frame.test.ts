import { InPlace } from "@pilothouse/contracts/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, FrameError, FrameReader } from "./frame.ts";

const LIMIT = 1_000_000;

function readAll(chunks: readonly Uint8Array[]): unknown[] {
  const messages: unknown[] = [];
  const reader = new FrameReader(LIMIT, (message) => void messages.push(message));
  for (const chunk of chunks) reader.push(chunk);
  return messages;
}

const message = fc.oneof(
  fc.record({ offset: fc.maxSafeNat(), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean())),
);

test("messages come out as they went in, wherever the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(400), { maxLength: 30 }), (messages, cuts) => {
      const stream = Buffer.concat(messages.flatMap(encodeFrame));
      const chunks: Uint8Array[] = [];
      let from = 0;
      for (const length of cuts) {
        chunks.push(stream.subarray(from, from + length));
        from += length;
      }
      chunks.push(stream.subarray(from));
      expect(readAll(chunks)).toEqual(messages);
    }),
  );
});

test("a stream that arrives byte by byte is read", () => {
  const frame = Buffer.concat(encodeFrame(["write", new Uint8Array([0, 255, 27])]));
  expect(readAll(Array.from(frame, (byte) => Uint8Array.of(byte)))).toEqual([["write", new Uint8Array([0, 255, 27])]]);
});

test("bytes come out as a plain Uint8Array", () => {
  const [value] = readAll(encodeFrame(Uint8Array.of(1, 2)));
  expect(value).toStrictEqual(Uint8Array.of(1, 2));
});

test("a frame is not overwritten by those that follow", () => {
  const [first] = encodeFrame({ bytes: new Uint8Array(100).fill(1) });
  const copy = Buffer.from(first);
  for (let at = 0; at < 300; at += 1) encodeFrame({ bytes: new Uint8Array(5_000).fill(2) });
  expect(copy.equals(first)).toBe(true);
});

test("bytes that stay in place arrive as any others, and are not copied", () => {
  const views = [new Uint8Array(20_000).fill(1), new Uint8Array(70_000).fill(2)];
  const other = Uint8Array.of(3);
  const parts = encodeFrame(["result", { items: [new InPlace(views), other, new InPlace([other])], endOffset: 7 }]);
  expect(parts.filter((part) => [...views, other].some((one) => one === part))).toEqual([...views, other]);
  expect(readAll(parts)).toEqual([["result", { items: [new Uint8Array(Buffer.concat(views)), other, other], endOffset: 7 }]]);
});

test("a frame over the limit is refused before its payload is there", () => {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(LIMIT + 1);
  expect(() => readAll([header])).toThrow(FrameError);
});

test("a payload that is no MessagePack is refused", () => {
  expect(() => readAll([Uint8Array.of(0, 0, 0, 2, 0x92, 1)])).toThrow(FrameError);
  expect(() => readAll([Uint8Array.of(0, 0, 0, 0)])).toThrow(FrameError);
});
