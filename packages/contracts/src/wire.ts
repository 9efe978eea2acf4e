import { Packr } from "msgpackr";
import { SuperJSON } from "superjson";
import { type EncodedParts, InPlace, packParts } from "./in-place.ts";
import { joined } from "./joined.ts";

export { type EncodedParts, InPlace, joined, packParts };

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

/** What superjson may be told to make of a value. Nothing on this wire is a set, a map or of a class. */
const ANNOTATIONS: ReadonlySet<unknown> = new Set(["undefined", "number", "Date", "custom"]);

/** Throws a TypeError for an annotation, anywhere in superjson's tree of them, that this wire does not have. */
function checkAnnotations(tree: unknown): void {
  if (typeof tree !== "object" || tree === null) return;
  if (!Array.isArray(tree)) return Object.values(tree).forEach(checkAnnotations);
  const [type, children]: readonly unknown[] = tree;
  const name: unknown = Array.isArray(type) ? type[0] : type;
  if (!ANNOTATIONS.has(name)) throw new TypeError(`a value of type ${JSON.stringify(name)} cannot be sent`);
  checkAnnotations(children);
}

/**
 * References between values are left out: all of a value is sent at each of its places. Following them into a set
 * takes time with the square of what somebody sent.
 */
function fromSuperjson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) throw new TypeError("expected a superjson value");
  const { json, meta } = value as Parameters<typeof superjson.deserialize>[0];
  checkAnnotations(meta?.values);
  const { referentialEqualities: _, ...annotations } = meta ?? {};
  return superjson.deserialize({ json, meta: annotations });
}

/** An event as tRPC hands it to its transformer: under the id that it is tracked by. */
interface Tracked {
  readonly id: string;
  readonly data: object;
}

/** What `encodeOnce` was told of, and what became of each in the transformer and then in the encoder. */
const once = new WeakSet<object>();
const serialized = new WeakMap<object, { readonly id: string; readonly fresh: object }>();
const packed = new WeakMap<object, readonly Uint8Array[] | null>();
/** Fewer bytes are cheaper copied. */
const IN_PLACE_FROM_BYTES = 16 * 1024;

/**
 * Marks an event that many clients are sent, each under the same id: it is encoded once for all of them, and must not change
 * any more.
 */
export function encodeOnce<T extends object>(event: T): T {
  once.add(event);
  return event;
}

function isEncodedOnce(value: unknown): value is Tracked {
  if (typeof value !== "object" || value === null || !("id" in value) || !("data" in value)) return false;
  return typeof value.id === "string" && typeof value.data === "object" && value.data !== null && once.has(value.data);
}

function serialize(value: unknown): unknown {
  if (!isEncodedOnce(value)) return superjson.serialize(value);
  const known = serialized.get(value.data);
  if (known?.id === value.id) return known.fresh;
  const fresh = superjson.serialize(value);
  serialized.set(value.data, { id: value.id, fresh });
  packed.set(fresh, null);
  return fresh;
}

/** The tRPC transformer of both ends. `deserialize` throws for what no `serialize` of this wire makes. */
export const wire = {
  serialize,
  deserialize: fromSuperjson,
};

// `toJSON` is for JSON only: asked for it here, bytes would become base64. A frame that refers to its own parts could
// stand for far more than was sent.
const packr = new Packr({
  useRecords: false,
  variableMapSize: true,
  int64AsType: "number",
  useToJSON: false,
  structuredClone: false,
});

function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const bytes = packr.pack(value);
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

/** Many bytes right in an event are sent from where they are. */
function bytesInPlace(fresh: object): object {
  if (!("json" in fresh) || !isObject(fresh.json) || !("data" in fresh.json)) return fresh;
  const { data: event } = fresh.json;
  if (!isObject(event) || !("bytes" in event) || !(event.bytes instanceof Uint8Array)) return fresh;
  if (event.bytes.length < IN_PLACE_FROM_BYTES) return fresh;
  return { ...fresh, json: { ...fresh.json, data: { ...event, bytes: new InPlace([event.bytes]) } } };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A frame in parts. All but the first are the same memory for every client that is sent this value. */
export type FrameParts = readonly [head: Uint8Array<ArrayBuffer>, ...body: Uint8Array[]];

/** The parts of a frame that carries an event marked with `encodeOnce`; `null` for every other one. */
export function frameParts(message: unknown): FrameParts | null {
  if (typeof message !== "object" || message === null || !("result" in message)) return null;
  const { result, ...call } = message;
  if (typeof result !== "object" || result === null || !("data" in result)) return null;
  const { data, ...rest } = result;
  const known = typeof data === "object" && data !== null ? packed.get(data) : undefined;
  if (typeof data !== "object" || data === null || known === undefined) return null;
  const body = known ?? packParts(() => pack(bytesInPlace(data)));
  packed.set(data, body);
  // The last byte stands for the body: it is the `null` of the last field.
  const head = pack({ ...call, result: { ...rest, data: null } }).subarray(0, -1);
  return [head, ...body];
}

/** Frames of the WebSocket: MessagePack (https://msgpack.org), so that bytes stay bytes. */
export const socketEncoder = {
  encode: (message: unknown): Uint8Array<ArrayBuffer> => {
    const parts = frameParts(message);
    return parts ? joined(parts) : pack(message);
  },
  decode: (frame: string | ArrayBuffer | Uint8Array): unknown => {
    if (typeof frame === "string") throw new TypeError("expected a binary frame");
    return packr.unpack(frame instanceof Uint8Array ? frame : new Uint8Array(frame));
  },
};
