import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { createOrigins } from "../http/origins.ts";
import { SocketRegistry } from "./registry.ts";
import { serveSockets } from "./sockets.ts";

/** The way in to the sockets, with nothing behind it. */
async function openDoor() {
  const server = createServer();
  const createContext = () => Promise.reject(new Error("nobody is known here"));
  const sockets = serveSockets({
    server,
    origins: createOrigins(null),
    registry: new SocketRegistry(),
    pingMs: 60_000,
    createContext,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    here: `http://127.0.0.1:${port}`,
    /** The status a knock is answered with: 101 lets in. */
    knock: async (headers: Record<string, string>, path = "/trpc") => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, perMessageDeflate: true });
      const outcome = Promise.withResolvers<string>();
      socket.once("open", () => outcome.resolve(`101 ${socket.extensions}`.trim()));
      socket.once("error", ({ message }) => outcome.resolve(message.replace("Unexpected server response: ", "")));
      const status = await outcome.promise;
      socket.terminate();
      return status;
    },
    [Symbol.asyncDispose]: async () => {
      await sockets.drain();
      server.close();
      await once(server, "close");
    },
  };
}

test("S14: a page of this server and a program with a token come in, without compression", async () => {
  await using door = await openDoor();
  expect(await door.knock({ origin: door.here, cookie: "a=b" })).toBe("101");
  expect(await door.knock({})).toBe("101");
});

test("S14: a foreign, null or missing origin does not come in with cookies, and a foreign one not at all", async () => {
  await using door = await openDoor();
  for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1", "file://"]) {
    expect([origin, await door.knock({ origin, cookie: "a=b" })]).toEqual([origin, "403"]);
    expect([origin, await door.knock({ origin })]).toEqual([origin, "403"]);
  }
  expect(await door.knock({ cookie: "a=b" })).toBe("403");
});

test("S14: a name that leads here but is not ours, as DNS rebinding has it, does not come in", async () => {
  await using door = await openDoor();
  expect(await door.knock({ host: "rebound.example", origin: "http://rebound.example" })).toBe("421");
  expect(await door.knock({ origin: door.here }, "/another")).toBe("404");
});
