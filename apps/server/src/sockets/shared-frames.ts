import { frameParts, joined, socketEncoder } from "@pilothouse/contracts/wire";
import type { WebSocket } from "ws";

/** Less than this is cheaper copied than sent as a frame of its own. */
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

/** This socket sends a frame in parts as a fragmented message (RFC 6455 section 5.4), which arrives as one. */
export function sendsParts(socket: WebSocket): WebSocket {
  const send = socket.send.bind(socket);
  const value = (data: string | Uint8Array): void => {
    const body = typeof data === "string" ? undefined : bodies.get(data);
    if (!body) return send(data);
    send(data, { fin: false });
    for (const [at, part] of body.entries()) send(part, { fin: at === body.length - 1 });
  };
  return Object.defineProperty(socket, "send", { value });
}
