import { type EncodedParts, packParts } from "@pilothouse/contracts/wire";
import { Packr, RESERVE_START_SPACE } from "msgpackr";

const HEADER_BYTES = 4;

const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: "number" });

/** The bytes on a connection are not frames of this protocol; the connection cannot go on. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/**
 * One message as it goes over a socket: its length in bytes (u32, big endian), then MessagePack
 * (https://msgpack.org). Header and payload share one buffer, so that a frame is one write; bytes that are `InPlace` in
 * the message are parts of their own.
 */
export function encodeFrame(message: unknown): EncodedParts {
  const parts = packParts(() => packr.pack(message, RESERVE_START_SPACE + HEADER_BYTES));
  const [{ buffer, byteOffset }] = parts;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  new DataView(buffer, byteOffset).setUint32(0, length - HEADER_BYTES);
  return parts;
}

function decode(payload: Uint8Array): unknown {
  try {
    return packr.unpack(payload);
  } catch (error) {
    throw new FrameError("a frame is not MessagePack", { cause: error });
  }
}

/** Cuts a byte stream into messages. Each is copied once, so the memory of a chunk may be used again. */
export class FrameReader {
  readonly #maxBytes: number;
  readonly #onMessage: (message: unknown) => void;
  #headerBytes = 0;
  #length = 0;
  #payload: Uint8Array | null = null;
  #filled = 0;

  constructor(maxBytes: number, onMessage: (message: unknown) => void) {
    this.#maxBytes = maxBytes;
    this.#onMessage = onMessage;
  }

  /** Throws a FrameError for a frame that is too large or malformed, and whatever the listener throws. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#payload ? this.#fill(this.#payload, chunk, at) : this.#start(chunk, at);
    }
  }

  #start(chunk: Uint8Array, from: number): number {
    let at = from;
    while (this.#headerBytes < HEADER_BYTES && at < chunk.length) {
      this.#length = this.#length * 256 + (chunk[at] ?? 0);
      this.#headerBytes += 1;
      at += 1;
    }
    if (this.#headerBytes < HEADER_BYTES) return at;
    const length = this.#length;
    this.#headerBytes = 0;
    this.#length = 0;
    if (length > this.#maxBytes) throw new FrameError(`a frame of ${length} bytes is over the limit of ${this.#maxBytes}`);
    if (chunk.length - at >= length) {
      this.#onMessage(decode(new Uint8Array(chunk.subarray(at, at + length))));
      return at + length;
    }
    // A plain view: bytes inside the message then come out as Uint8Array and not as Buffer.
    this.#payload = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    this.#filled = 0;
    return at;
  }

  #fill(payload: Uint8Array, chunk: Uint8Array, at: number): number {
    const end = Math.min(chunk.length, at + payload.length - this.#filled);
    payload.set(chunk.subarray(at, end), this.#filled);
    this.#filled += end - at;
    if (this.#filled === payload.length) {
      this.#payload = null;
      this.#onMessage(decode(payload));
    }
    return end;
  }
}
