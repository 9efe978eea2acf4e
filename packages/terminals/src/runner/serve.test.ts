import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, createTopic, Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { RunnerTerminal, TerminalHost } from "../port.ts";
import { fakeHost, fakeTerminal } from "./fake-host.ts";
import { encodeFrame } from "./frame.ts";
import { helloFrame, PROTOCOL, requestFrame } from "./frames.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { LinkLost, openLink } from "./link.ts";
import { readInput } from "./methods.ts";
import { openPair } from "./pair.ts";
import { serveRunner } from "./serve.ts";
import { socketPaths } from "./sockets.ts";

const log = createLogger({ level: "silent", name: "test" });
const hello = helloFrame({ protocol: PROTOCOL, pid: process.pid });

async function serving(does: Partial<TerminalHost> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "serve-"));
  const facts = { generation: "0a1b2c3d", version: "1.2.3", build: "b1", accepting: () => true };
  const server = await serveRunner({ host: fakeHost(does), folder, log, ...facts });
  const changes: RunnerTerminal[] = [];
  const pair = await openPair({ folder, log, onChange: (terminal) => void changes.push(terminal) });
  return {
    folder,
    paths: socketPaths(folder),
    pair,
    changes,
    async [Symbol.asyncDispose]() {
      pair.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Sends raw bytes and resolves when the runner has hung up. */
async function refused(path: string, bytes: Uint8Array): Promise<void> {
  const socket = connect(path);
  socket.on("error", () => {
    // The runner may hang up before everything was sent.
  });
  socket.resume();
  socket.write(bytes);
  await once(socket, "close");
}

test("both sockets are for this user alone", async () => {
  await using at = await serving();
  for (const path of Object.values(at.paths)) expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("answers, bytes and faults cross as they are", async () => {
  const bytes = Uint8Array.of(0, 255, 27);
  await using at = await serving({
    history: (query) => Promise.resolve({ epoch: "e", offset: query.limit, bytes, startOffset: 2 ** 40 + 1 }),
    write: () => Promise.reject(new Fault("quota", "the queue is full", { limitBytes: 7, queuedBytes: 5 })),
  });
  expect(await at.pair.control.call("history", [{ id: "t", limit: 9 }])).toStrictEqual({
    epoch: "e",
    offset: 9,
    bytes,
    startOffset: 2 ** 40 + 1,
  });
  const write = at.pair.control.call("write", [{ id: "t", clientId: "c", seq: 1, data: bytes }]);
  await expect(write).rejects.toEqual(
    expect.objectContaining({ kind: "quota", message: "the queue is full", facts: { limitBytes: 7, queuedBytes: 5 } }),
  );
});

test("a bug in the runner is told as internal, without its message", async () => {
  await using at = await serving({ info: () => Promise.reject(new Error("secret detail")) });
  await expect(at.pair.control.call("info", [])).rejects.toEqual(
    expect.objectContaining({ kind: "internal", message: expect.not.stringContaining("secret") }),
  );
});

test("wrong input, unknown methods and methods of the other socket are refused as invalid", async () => {
  await using at = await serving();
  const invalid = expect.objectContaining({ name: "Fault", kind: "invalid" });
  await expect(at.pair.control.call("spawn", [{ id: 1 }])).rejects.toEqual(invalid);
  await expect(at.pair.control.call("write", [{ id: "t", clientId: "c", seq: 1, data: "text" }])).rejects.toEqual(invalid);
  await expect(at.pair.control.call("read", ["t", "e", 0, 0, 1])).rejects.toEqual(invalid);
  await expect(at.pair.stream.call("list", [])).rejects.toEqual(invalid);
  await expect(at.pair.stream.call("read", ["t", "e", 0])).rejects.toEqual(invalid);
});

test("changes are pushed on the control connection", async () => {
  const topic = createTopic<RunnerTerminal>();
  await using at = await serving({ onChange: topic.subscribe });
  const terminal = fakeTerminal({ endOffset: 12 });
  topic.publish(terminal);
  await at.pair.control.call("list", []);
  expect(at.changes).toEqual([terminal]);
});

const frames = (...messages: unknown[]) => Buffer.concat(messages.flatMap(encodeFrame));

test("whatever a peer does wrong ends its own connection and no other", async () => {
  await using at = await serving();
  const tooLarge = Buffer.alloc(4);
  tooLarge.writeUInt32BE(RUNNER_LIMITS.requestBytes + 1);
  const wrongs = [
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    tooLarge,
    Uint8Array.of(0, 0, 0, 1, 0xc1),
    frames({ not: "a list" }),
    frames([99, 1]),
    frames(requestFrame(1, "list", [])),
    frames(hello, hello),
    frames(hello, [1, "x", "list", []]),
    frames(hello, [1, 1, "list", "no list"]),
    frames([0, { protocol: "one" }]),
    frames(helloFrame({ protocol: PROTOCOL + 1, pid: 1 })),
  ];
  for (const path of Object.values(at.paths)) for (const wrong of wrongs) await refused(path, wrong);
  expect(await at.pair.control.call("list", [])).toEqual([]);
});

test("a runner of another protocol is refused with a fault that names both", async () => {
  const folder = await mkdtemp(join(tmpdir(), "serve-"));
  const server = createServer((socket) => {
    socket.on("error", () => {
      // The client hangs up on us, which is what is tested.
    });
    socket.write(frames([0, { protocol: 77, pid: 5, renamed: true }]));
  }).listen(join(folder, "control.sock"));
  await once(server, "listening");
  await expect(openLink({ path: join(folder, "control.sock"), log })).rejects.toEqual(
    expect.objectContaining({
      kind: "unavailable",
      message: expect.stringContaining("protocol 77"),
      facts: { runnerProtocol: 77, serverProtocol: PROTOCOL },
    }),
  );
  server.close();
  await rm(folder, { recursive: true });
});

test("an aborted read rejects with its reason and is stopped in the runner", async () => {
  const reads: AbortSignal[] = [];
  await using at = await serving({
    read: (_, signal) => {
      reads.push(signal);
      return new Promise(() => {});
    },
  });
  const abort = new AbortController();
  const input = readInput({ id: "t", epoch: "e", cursor: { offset: 0, events: 0 }, maxBytes: 1 });
  const reading = at.pair.stream.call("read", input, abort.signal);
  // A second request answers after the first arrived.
  await expect(at.pair.stream.call("get", [])).rejects.toThrow();
  abort.abort(new Error("enough"));
  await expect(reading).rejects.toThrow("enough");
  await expect(at.pair.stream.call("get", [])).rejects.toThrow();
  expect(reads.map((signal) => signal.aborted)).toEqual([true]);
});

test("hanging up stops the reads of that connection", async () => {
  const stopped = Promise.withResolvers<void>();
  await using at = await serving({
    read: (_, signal) => new Promise(() => signal.addEventListener("abort", () => stopped.resolve())),
  });
  const input = readInput({ id: "t", epoch: "e", cursor: { offset: 0, events: 0 }, maxBytes: 1 });
  const reading = at.pair.stream.call("read", input).catch((error: unknown) => error);
  await expect(at.pair.stream.call("get", [])).rejects.toThrow();
  at.pair.close();
  await stopped.promise;
  expect(await reading).toBeInstanceOf(LinkLost);
});

test("a connection may have so many requests under way and no more", async () => {
  await using at = await serving({ list: () => new Promise(() => {}) });
  const waiting = Array.from({ length: RUNNER_LIMITS.controlRequests }, () => at.pair.control.call("list", []));
  const allLost = Promise.allSettled(waiting);
  await expect(at.pair.control.call("info", [])).rejects.toEqual(
    expect.objectContaining({ kind: "quota", facts: { limit: RUNNER_LIMITS.controlRequests } }),
  );
  at.pair.close();
  expect((await allLost).every((result) => result.status === "rejected")).toBe(true);
});

test("200 calls are answered while 64 MiB of output are under way", async () => {
  const chunk = new Uint8Array(RUNNER_LIMITS.readBytes).fill(65);
  await using at = await serving({
    read: ({ cursor }) => {
      const next = { offset: cursor.offset + chunk.length, events: 0 };
      return Promise.resolve({
        endOffset: next.offset,
        items: [{ item: { type: "data", offset: cursor.offset, bytes: chunk }, next }],
      });
    },
  });
  let readsLeft = 64;
  const reads = Array.from({ length: readsLeft }, async (_, at_) => {
    const cursor = { offset: at_ * chunk.length, events: 0 };
    await at.pair.stream.call("read", readInput({ id: "t", epoch: "e", cursor, maxBytes: chunk.length }));
    readsLeft -= 1;
  });
  for (let call = 0; call < 200; call += 20) {
    await Promise.all(Array.from({ length: 20 }, () => at.pair.control.call("list", [])));
  }
  expect(readsLeft).toBeGreaterThan(0);
  await Promise.all(reads);
});
