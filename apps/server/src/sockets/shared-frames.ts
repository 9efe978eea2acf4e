import { frameParts, joined, socketEncoder } from "@pilothouse/contracts/wire";
import type { Writable } from "node:stream";
import type { WebSocket } from "ws";

/** Less than this is cheaper copied than written by itself. */
const SHARED_FROM_BYTES = 16 * 1024;

/** What follows a frame's first part, for as long as that is about to be sent. */
const bodies = new WeakMap<Uint8Array, readonly Uint8Array[]>();

/** Encodes what goes to many sockets once, and lets `sendsParts` send it without a copy for each of them. */
export const sharedEncoder = {
  ...socketEncoder,
  encode: (message: unknown): Uint8Array<ArrayBuffer> => {
    const parts = frameParts(message);
    if (!parts) return socketEncoder.encode(message);
    const [head, ...body] = parts;
    if (body.every(({ length }) => length < SHARED_FROM_BYTES)) return joined(parts);
    bodies.set(head, body);
    return head;
  },
};

/** How a binary message begins that is not masked and in one piece (RFC 6455 section 5.2), before its length. */
const FINAL_BINARY = 0x82;
const LENGTH_OF_16_BITS = 126;
const LENGTH_OF_64_BITS = 127;

function frameHeader(length: number): Uint8Array {
  const isShort = length < 2 ** 16;
  const header = new DataView(new ArrayBuffer(isShort ? 4 : 10));
  header.setUint8(0, FINAL_BINARY);
  header.setUint8(1, isShort ? LENGTH_OF_16_BITS : LENGTH_OF_64_BITS);
  if (isShort) header.setUint16(2, length);
  else header.setBigUint64(2, BigInt(length));
  return new Uint8Array(header.buffer);
}

/**
 * This socket sends a frame in parts as one message and in one write, by way of the stream below it: `ws` itself takes only
 * what is in one place, or makes a fragment of each part, and whoever reads fragments has to join them.
 */
export function sendsParts(socket: WebSocket, stream: Writable): WebSocket {
  const send = socket.send.bind(socket);
  const value = (data: string | Uint8Array): void => {
    const body = typeof data === "string" ? undefined : bodies.get(data);
    if (typeof data === "string" || !body || socket.readyState !== socket.OPEN) return send(data);
    const parts = [data, ...body];
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    stream.cork();
    for (const part of [frameHeader(length), ...parts]) stream.write(part);
    stream.uncork();
  };
  return Object.defineProperty(socket, "send", { value });
}
