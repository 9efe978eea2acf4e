import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";
import { waitFor } from "./wait-for.ts";

const SOCKETS = 1_000;
const UPGRADE = [
  "GET /trpc HTTP/1.1",
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: c2lsZW50IHNvY2tldCAhIQ==",
  "\r\n",
].join("\r\n");

/** The first byte of a frame that says goodbye (RFC 6455 section 5.5.1); no HTTP header has it. */
const CLOSE_FRAME = 0x88;

interface SilentSocket {
  readonly socket: Socket;
  /** Whether the server hung up or said that it will. */
  readonly isDismissed: () => boolean;
}

async function openSockets(url: string, firstWords: string): Promise<SilentSocket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: SOCKETS }, async () => {
      const socket = connect(Number(port), hostname);
      // The server may cut off whoever says nothing; that is its right.
      socket.on("error", () => undefined);
      await once(socket, "connect");
      let dismissed = false;
      socket.on("data", (bytes: Buffer) => (dismissed ||= bytes.includes(CLOSE_FRAME)));
      socket.write(firstWords);
      return { socket, isDismissed: () => dismissed || socket.closed || socket.readableEnded };
    }),
  );
}

test.for([
  ["that say nothing at all", ""],
  ["that say half a request", "GET /ready HTTP/1.1\r\nHost: a"],
  ["that become WebSockets and then say nothing", UPGRADE],
])("1,000 sockets %s do not keep the server from its work", async ([, firstWords = ""]) => {
  await using server = await startTestServer();
  const client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const view = client.terminals.attach(id, { mode: "control" });
  await view.write("first\n");

  const silent = await openSockets(server.url, firstWords);
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  await view.write("second\n");
  let text = "";
  for await (const event of view) {
    if (event.type === "snapshot") text += event.screen;
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.includes("second")) break;
  }

  if (firstWords === UPGRADE) {
    await waitFor(() => silent.every(({ isDismissed }) => isDismissed()), { what: "silent sockets to be sent away" });
  }
  silent.forEach(({ socket }) => socket.destroy());
  client.close();
});
