import { addExtension } from "msgpackr";

/** First byte of MessagePack's `bin 32`, which four bytes of length follow (https://msgpack.org). */
const BIN_32 = 0xc6;
const BIN_32_BYTES = 5;
/** What stands before the token: `bin 8`, and its length. */
const BIN_8_BYTES = 2;

/** Bytes that a message carries and that are not copied into its encoding. */
export class InPlace {
  readonly views: readonly Uint8Array[];
  readonly length: number;

  constructor(views: readonly Uint8Array[]) {
    this.views = views;
    this.length = views.reduce((sum, { length }) => sum + length, 0);
  }
}

/** Stands in the encoding where the bytes belong. Nobody who makes bytes for a message can know it. */
const TOKEN = crypto.getRandomValues(new Uint8Array(16));
let met: InPlace[] = [];

addExtension({
  Class: InPlace,
  write: (bytes: InPlace) => {
    met.push(bytes);
    return TOKEN;
  },
});

/** One behind the other they are the encoding of a message. */
export type EncodedParts = readonly [Uint8Array, ...Uint8Array[]];

/** What `pack` encodes with msgpackr, in parts: what stands between bytes that are in place, and these themselves. */
export function packParts(pack: () => Uint8Array): EncodedParts {
  met = [];
  const packed = pack();
  const [first, ...others] = met;
  met = [];
  if (!first) return [packed];
  let at = tokenFrom(packed, 0);
  const head = opened(packed.subarray(0, at), first);
  const parts: Uint8Array[] = [...first.views];
  for (const bytes of others) {
    const from = at + TOKEN.length;
    at = tokenFrom(packed, from);
    parts.push(opened(packed.subarray(from, at), bytes), ...bytes.views);
  }
  return [head, ...parts, packed.subarray(at + TOKEN.length)];
}

function tokenFrom(packed: Uint8Array, from: number): number {
  const isToken = (at: number) => TOKEN.every((byte, index) => packed[at + index] === byte);
  for (let at = from; ; at += 1) {
    at = packed.indexOf(TOKEN[0] ?? 0, at);
    if (at < 0) throw new Error("bytes that were encoded in place have no place");
    if (isToken(at)) return at;
  }
}

/** `before` ends with the head of the token; the head of the bytes takes its place. */
function opened(before: Uint8Array, { length }: InPlace): Uint8Array {
  const rest = before.length - BIN_8_BYTES;
  const part = new Uint8Array(rest + BIN_32_BYTES);
  part.set(before.subarray(0, rest));
  part[rest] = BIN_32;
  new DataView(part.buffer).setUint32(rest + 1, length);
  return part;
}
