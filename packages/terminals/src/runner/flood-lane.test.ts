import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { connectRunner } from "./client.ts";
import { fakeHost, fakeTerminal } from "./fake-host.ts";
import { generationFolder } from "./folders.ts";
import { PROTOCOL } from "./frames.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { CONTROL_METHODS, type Methods } from "./methods.ts";
import { serveConnection } from "./serve-connection.ts";
import { socketPaths } from "./sockets.ts";

const log = createLogger({ level: "silent", name: "test" });
const hello = { protocol: PROTOCOL, version: "1", build: "b", generation: "0a1b2c3d", pid: process.pid, accepting: true };

async function listen(path: string, methodsOf: (connection: number) => Methods) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let connections = 0;
  const base = { host: fakeHost({ list: async () => [fakeTerminal()] }), log, hello: () => hello, maxRequests: 10 };
  const server = createServer((socket) => {
    const methods = methodsOf((connections += 1));
    serveConnection({ ...base, methods, pushesChanges: false }, socket);
  }).listen(path);
  await once(server, "listening");
  return server;
}

test("what comes in large pieces is read over a connection that nothing else waits for, and small pieces are not", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "lanes-"));
  const paths = socketPaths(generationFolder(dataDir, hello.generation));
  const sizes = [10, RUNNER_LIMITS.floodBytes, RUNNER_LIMITS.floodBytes - 1, 1];
  const lanes: number[] = [];
  const read = (connection: number) => async () => {
    lanes.push(connection);
    const item = { type: "data", offset: 0, bytes: new Uint8Array(sizes[lanes.length - 1] ?? 0) } as const;
    return { items: [{ item, next: { offset: item.bytes.length, events: 0 } }], endOffset: item.bytes.length };
  };
  const servers = [
    await listen(paths.stream, (connection) => new Map([["read", read(connection)]])),
    await listen(paths.control, () => CONTROL_METHODS),
  ];
  {
    await using client = connectRunner({ dataDir, log });
    const request = { id: "t1", epoch: "e1", cursor: { offset: 0, events: 0 }, maxBytes: 1 };
    for (const _ of sizes) await client.read(request, new AbortController().signal);
  }
  const [quiet, again, flood, back] = lanes;
  expect(again).toBe(quiet);
  expect(flood).not.toBe(quiet);
  expect(back).toBe(quiet);
  for (const server of servers) {
    server.close();
    await once(server, "close");
  }
  await rm(dataDir, { recursive: true });
});
