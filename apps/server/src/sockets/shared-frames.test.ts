import { once } from "node:events";
import { encodeOnce, socketEncoder, wire } from "@pilothouse/contracts/wire";
import { initTRPC, tracked } from "@trpc/server";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { sendsParts, sharedEncoder } from "./shared-frames.ts";

/** In place, and its frame's length goes into 64 bits. */
const BYTES = 70_000;

function routerOf(event: { readonly bytes: Uint8Array }) {
  const t = initTRPC.create({ transformer: wire });
  return t.router({
    watch: t.procedure.subscription(async function* () {
      yield tracked("e:1", event);
    }),
  });
}

/** A stream of one event, and the memory that was written to the stream below each of its sockets. */
async function serveEvent(event: { readonly bytes: Uint8Array }) {
  const wss = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  const sent: Uint8Array[][] = [];
  wss.on("connection", (socket, { socket: stream }) => {
    const parts: Uint8Array[] = [];
    sent.push(parts);
    const write = stream.write.bind(stream);
    vi.spyOn(stream, "write").mockImplementation((part: Uint8Array | string) => {
      if (typeof part !== "string") parts.push(part);
      return write(part);
    });
    sendsParts(socket, stream);
  });
  const router = routerOf(event);
  applyWSSHandler({ wss, router, createContext: () => ({}), experimental_encoder: sharedEncoder });
  await once(wss, "listening");
  const address = wss.address();
  if (typeof address !== "object" || address === null) throw new Error("expected a TCP address");
  const url = `ws://127.0.0.1:${address.port}`;
  return {
    sent,
    /** The data of the first event. */
    watch: async () => {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      await once(socket, "open");
      const received = Promise.withResolvers<unknown>();
      socket.on("error", received.reject);
      socket.on("message", (frame: Buffer) => {
        const message = socketEncoder.decode(new Uint8Array(frame));
        // The first says that the stream has begun.
        if (!JSON.stringify(message).includes('"started"')) received.resolve(message);
      });
      socket.send(
        socketEncoder.encode({ id: 1, method: "subscription", params: { path: "watch", input: wire.serialize(undefined) } }),
      );
      try {
        return await received.promise;
      } finally {
        socket.terminate();
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
      await once(wss, "close");
    },
  };
}

test("case 24: two clients of one stream are sent the very same memory, and each gets the event", async () => {
  const event = encodeOnce({ type: "data", offset: 1, bytes: new Uint8Array(BYTES).fill(7) });
  await using server = await serveEvent(event);
  for (let client = 0; client < 2; client += 1) {
    const data = { json: { id: "e:1", data: { ...event } } };
    expect(await server.watch()).toMatchObject({ id: 1, result: { id: "e:1", data } });
  }
  for (const parts of server.sent) expect(parts.filter((part) => part.length === BYTES)).toEqual([event.bytes]);
  const memory = server.sent.map((parts) => parts.find((part) => part.length === BYTES)?.buffer);
  expect(memory).toEqual([event.bytes.buffer, event.bytes.buffer]);
});

test.for([16 * 1024, 2 ** 16 - 200, 2 ** 16 - 30, 2 ** 16, 300_000])(
  "an event of %i bytes is one message in one piece",
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
    await using server = await serveEvent(encodeOnce({ type: "data", bytes }));
    expect(await server.watch()).toMatchObject({ result: { data: { json: { data: { bytes } } } } });
    const frame = Buffer.concat(server.sent[0] ?? []);
    // Final, binary, not masked, and in the shortest form of its length: behind it comes the next frame, if any has come yet.
    const isLong = length > 2 ** 16 - 100;
    const head = frame.indexOf(Buffer.from([0x82, isLong ? 127 : 126]));
    expect(head).toBeGreaterThan(0);
    const payload = isLong ? Number(frame.readBigUInt64BE(head + 2)) : frame.readUInt16BE(head + 2);
    const end = head + (isLong ? 10 : 4) + payload;
    expect(frame.length).toBeGreaterThanOrEqual(end);
    expect([0x82, undefined]).toContain(frame[end]);
  },
);
