import { once } from "node:events";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const MIB = 1024 * 1024;

/** Sends frames on a socket of its own and waits until the server has closed it or answered each with an error. */
async function offer(server: TestServer, frame: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/trpc`);
  socket.binaryType = "arraybuffer";
  await once(socket, "open");
  const outcome = Promise.race([
    once(socket, "close").then(([event]) => `closed ${event instanceof CloseEvent ? event.code : ""}`),
    once(socket, "message").then(() => "answered"),
  ]);
  socket.send(frame);
  const what = await outcome;
  socket.close();
  return what;
}

test("frames that are no call end at most their own socket, and other terminals do not notice", async () => {
  await using server = await startTestServer();
  const client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const view = client.terminals.attach(id, { mode: "control" });

  const frames = [
    "hello",
    "",
    '{"id":1,"jsonrpc":"2.0","method":"query","params":{"path":"terminals.list"}}',
    Uint8Array.of(0xc1),
    Uint8Array.of(0x81, 0xff, 0xff),
    Uint8Array.from({ length: 1_000 }, (_, at) => (at * 151) % 256),
    new Uint8Array(4 * MIB),
  ];
  const outcomes = await Promise.all(frames.map((frame) => offer(server, frame)));
  for (const outcome of outcomes) expect(outcome).toMatch(/^(closed \d+|answered)$/);

  await view.write("still here\n");
  let text = "";
  for await (const event of view) {
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.includes("still here")) break;
  }
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  client.close();
});
