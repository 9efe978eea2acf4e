import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { impatient } from "./impatient-socket.ts";

async function connected(goodbyeMs: number) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a TCP address");
  const peer = once(server, "connection");
  const socket = new (impatient(WebSocket, goodbyeMs))(`ws://127.0.0.1:${address.port}`);
  const ends: number[] = [];
  socket.addEventListener("close", ({ code }) => ends.push(code));
  const [theirs] = await peer;
  if (socket.readyState === socket.CONNECTING) await once(socket, "open");
  const end = async () => {
    for (const client of server.clients) client.terminate();
    server.close();
    await once(server, "close");
  };
  return { socket, theirs, ends, end };
}

test("a socket whose peer is deaf ends once, soon after it is closed", async () => {
  const { socket, theirs, ends, end } = await connected(50);
  theirs.pause();
  const closed = once(socket, "close");
  socket.close();
  await closed;
  expect(ends).toEqual([1006]);
  await end();
  expect(ends).toEqual([1006]);
});

test("a peer that answers is waited for, and its goodbye is what counts", async () => {
  const { socket, ends, end } = await connected(60_000);
  const closed = once(socket, "close");
  socket.close(4000, "done");
  await closed;
  expect(ends).toEqual([4000]);
  await end();
});
