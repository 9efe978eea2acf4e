import { Packr } from "msgpackr";
import { SuperJSON } from "superjson";

const superjson = new SuperJSON();

/**
 * `Uint8Array` crosses the transformer untouched: the socket's encoder packs it as it is. JSON (calls over HTTP) has
 * no bytes, so there it becomes base64 through `toJSON`.
 */
superjson.registerCustom<Uint8Array, never>(
  {
    isApplicable: (value): value is Uint8Array => value instanceof Uint8Array,
    serialize: (bytes) => jsonable(bytes),
    deserialize: (value) => fromWire(value),
  },
  "bytes",
);

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** A view of the same memory that JSON.stringify writes as base64. */
function jsonable(bytes: Uint8Array): never {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // superjson types a custom value as JSON; this one is JSON only when it is stringified.
  return Object.defineProperty(view, "toJSON", { value: () => toBase64(view) }) as never;
}

function fromWire(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
  throw new TypeError("expected bytes");
}

/** The tRPC transformer of both ends. */
export const wire = {
  serialize: (value: unknown): unknown => superjson.serialize(value),
  deserialize: (value: unknown): unknown => superjson.deserialize(value as Parameters<typeof superjson.deserialize>[0]),
};

// `toJSON` is for JSON only: asked for it here, bytes would become base64.
const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: "number", useToJSON: false });

/** Frames of the WebSocket: MessagePack (https://msgpack.org), so that bytes stay bytes. */
export const socketEncoder = {
  encode: (message: unknown): Uint8Array<ArrayBuffer> => {
    const packed = packr.pack(message);
    return new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.byteLength);
  },
  decode: (frame: string | ArrayBuffer | Uint8Array): unknown => {
    if (typeof frame === "string") throw new TypeError("expected a binary frame");
    return packr.unpack(frame instanceof Uint8Array ? frame : new Uint8Array(frame));
  },
};
