import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { FrameReader } from "./frame.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { Outbox } from "./outbox.ts";

/** Both ends of a connection; `peer` does not read until it is told to. */
async function connected(): Promise<{ socket: Socket; peer: Socket; [Symbol.dispose](): void }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const socket = connect(typeof address === "object" && address ? address.port : 0);
  const [peer] = await once(server, "connection");
  server.close();
  return {
    socket,
    peer,
    [Symbol.dispose]: () => {
      socket.destroy();
      peer.destroy();
    },
  };
}

test("what a slow peer has not taken waits unencoded, and arrives whole and in order", async () => {
  using pair = await connected();
  const outbox = new Outbox(pair.socket);
  const bytes = new Uint8Array(256 * 1024);
  for (let n = 0; n < 200; n += 1) outbox.send([n, bytes]);
  expect(pair.socket.writableLength).toBeLessThan(RUNNER_LIMITS.socketBytes + 2 * bytes.length);

  const received: unknown[] = [];
  const all = Promise.withResolvers<void>();
  const reader = new FrameReader(RUNNER_LIMITS.replyBytes, (message) => {
    if (Array.isArray(message)) received.push(message[0]);
    if (received.length === 200) all.resolve();
  });
  pair.peer.on("data", (chunk: Buffer) => reader.push(chunk));
  pair.peer.resume();
  await all.promise;
  expect(received).toEqual(Array.from({ length: 200 }, (_, n) => n));
});

test("a peer that lets too much pile up is disconnected", async () => {
  using pair = await connected();
  const outbox = new Outbox(pair.socket);
  const closed = new Promise<unknown>((resolve) => pair.socket.once("error", resolve));
  outbox.send(new Uint8Array(8 * RUNNER_LIMITS.socketBytes));
  for (let n = 0; n <= RUNNER_LIMITS.waitingMessages; n += 1) outbox.send(n);
  expect(await closed).toEqual(new Error("the peer does not read"));
});
