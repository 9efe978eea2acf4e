import fc from "fast-check";
import { expect, test } from "vitest";
import { socketEncoder, wire } from "./wire.ts";

const overSocket = (value: unknown) => wire.deserialize(socketEncoder.decode(socketEncoder.encode(wire.serialize(value))));
const overHttp = (value: unknown) => wire.deserialize(JSON.parse(JSON.stringify(wire.serialize(value))));

test("bytes survive the socket and HTTP", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.nat(), (bytes, offset) => {
      const event = { type: "data", offset, bytes };
      expect(overSocket(event)).toEqual(event);
      expect(overHttp(event)).toEqual(event);
    }),
  );
});

test("a view into a larger buffer sends only its own bytes", () => {
  const whole = new Uint8Array(70_000).map((_, at) => at);
  const view = whole.subarray(1_000, 68_000);
  expect(overSocket({ bytes: view })).toEqual({ bytes: view });
  expect(overHttp({ bytes: view })).toEqual({ bytes: view });
});

test("offsets up to the largest safe integer survive the socket", () => {
  for (const offset of [2 ** 31, 2 ** 32, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER]) {
    expect(overSocket({ offset })).toEqual({ offset });
  }
});

test("dates and undefined survive as superjson promises", () => {
  const value = { at: new Date(0), none: undefined, list: [1, null, "x"] };
  expect(overSocket(value)).toEqual(value);
  expect(overHttp(value)).toEqual(value);
});

test("an encoded frame is not overwritten by the next one", () => {
  const first = socketEncoder.encode({ bytes: new Uint8Array(100).fill(1) });
  const copy = Uint8Array.from(first);
  for (let at = 0; at < 200; at += 1) socketEncoder.encode({ bytes: new Uint8Array(5_000).fill(2) });
  expect(first).toEqual(copy);
});

test("a text frame and garbage are refused", () => {
  expect(() => socketEncoder.decode("{}")).toThrow("binary");
  expect(() => socketEncoder.decode(Uint8Array.of(0x92, 1))).toThrow();
});

test("bytes cross the socket as they are, not as text", () => {
  const bytes = new Uint8Array(10_000).fill(200);
  expect(socketEncoder.encode(wire.serialize({ bytes })).length).toBeLessThan(bytes.length + 200);
});
