import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeOnce, frameParts, socketEncoder, wire } from "./wire.ts";

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

test("a value that appears twice arrives twice", () => {
  const shared = { at: new Date(0), bytes: Uint8Array.of(1) };
  expect(overSocket({ a: shared, b: [shared] })).toEqual({ a: shared, b: [shared] });
  expect(overHttp({ a: shared, b: [shared] })).toEqual({ a: shared, b: [shared] });
});

test("types that are never sent are refused wherever they are claimed", () => {
  for (const values of [
    ["set"],
    ["map"],
    { a: ["set"] },
    { a: ["undefined", { b: [["typed-array", "Int8Array"]] }] },
    [["class", "x"]],
    [[]],
  ])
    expect(() => wire.deserialize({ json: { a: { b: [] } }, meta: { values } })).toThrow("cannot be sent");
  for (const payload of [null, undefined, 5, "{}"]) expect(() => wire.deserialize(payload)).toThrow("superjson");
});

test("references between values are not followed", () => {
  expect(wire.deserialize({ json: { a: [1], b: 2 }, meta: { referentialEqualities: { a: ["b"] } } })).toEqual({ a: [1], b: 2 });
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

test("a frame that refers to its own parts is refused", () => {
  const first = [0xd6, 0x69, 0, 0, 0, 1, 0x91, 1];
  const again = [0xd6, 0x70, 0, 0, 0, 1];
  expect(() => socketEncoder.decode(Uint8Array.from([0x92, ...first, ...again]))).toThrow("disabled");
});

test("bytes cross the socket as they are, not as text", () => {
  const bytes = new Uint8Array(10_000).fill(200);
  expect(socketEncoder.encode(wire.serialize({ bytes })).length).toBeLessThan(bytes.length + 200);
});

/** What tRPC's adapter sends one of a stream's clients. */
const told = (client: number, event: object, id = "e:1:0") => ({
  id: client,
  jsonrpc: undefined,
  result: { id, type: "data", data: wire.serialize({ id, data: event }) },
});

test("case 24: what goes to many clients is encoded once, and arrives at each as if for it alone", () => {
  const event = encodeOnce({ type: "data", offset: 7, bytes: new Uint8Array(70_000).fill(3), none: undefined });
  const first = frameParts(told(1, event));
  for (let client = 1; client <= 200; client += 1) {
    const [, ...body] = frameParts(told(client, event)) ?? [];
    expect(body.length).toBe(3);
    for (const [at, part] of body.entries()) expect(part).toBe(first?.[at + 1]);
  }
  for (const id of ["e:1:0", "e:2:0"]) {
    const received = socketEncoder.decode(socketEncoder.encode(told(9, event, id)));
    expect(received).toEqual(socketEncoder.decode(socketEncoder.encode(told(9, { ...event }, id))));
    expect(wire.deserialize(wire.serialize({ id, data: event }))).toEqual({ id, data: { ...event } });
  }
  const others = [null, 5, {}, { result: null }, { result: { data: event } }, told(1, { ...event })];
  for (const other of others) expect(frameParts(other)).toBeNull();
});

test("many bytes of such an event are sent from where they are", () => {
  const bytes = new Uint8Array(70_000).map((_, at) => at);
  const event = encodeOnce({ type: "data", offset: 2 ** 40, bytes, epoch: "e" });
  const parts = frameParts(told(1, event)) ?? [];
  expect(parts.some((part) => part.buffer === bytes.buffer && part.length === bytes.length)).toBe(true);
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  expect(whole).toEqual(socketEncoder.encode(told(1, event)));
  expect(socketEncoder.decode(whole)).toMatchObject({ id: 1, result: { data: { json: { id: "e:1:0", data: { ...event } } } } });
});
