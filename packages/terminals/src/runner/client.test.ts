import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, createTopic, Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTestEngine } from "../engine/test-engine.ts";
import { hostContract } from "../host-contract.ts";
import { withMirror } from "../mirror/index.ts";
import type { RunnerHost, RunnerTerminal, TerminalHost } from "../port.ts";
import { connectRunner, type RunnerClient } from "./client.ts";
import { fakeHost, fakeTerminal } from "./fake-host.ts";
import { generationFolder } from "./folders.ts";
import { encodeFrame } from "./frame.ts";
import { helloFrame, PROTOCOL } from "./frames.ts";
import type { RunnerStatus } from "./keeper.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { STREAM_METHODS } from "./methods.ts";
import { type RunnerServer, serveRunner } from "./serve.ts";
import { socketPaths } from "./sockets.ts";

const log = createLogger({ level: "silent", name: "test" });

const GENERATION = "0a1b2c3d";

function serve(dataDir: string, host: RunnerHost, draining?: string): Promise<RunnerServer> {
  const generation = draining ?? GENERATION;
  const accepting = draining === undefined;
  const facts = { generation, version: "1.2.3", build: "b1", accepting: () => accepting };
  return serveRunner({ host, folder: generationFolder(dataDir, generation), log, ...facts });
}

/** Listens as a runner of a later protocol does. Returns the way to stop. */
async function serveStranger(dataDir: string, generation: string): Promise<() => void> {
  const servers = Object.values(socketPaths(generationFolder(dataDir, generation))).map((path) => {
    const [greeting] = encodeFrame(helloFrame({ protocol: PROTOCOL + 1, pid: process.pid }));
    return createServer((socket) => socket.on("error", () => socket.destroy()).write(greeting)).listen(path);
  });
  await Promise.all(servers.map((server) => once(server, "listening")));
  return () => servers.forEach((server) => server.close());
}

/** Listens and says nothing to anybody. Returns the way to stop. */
async function serveMute(dataDir: string, generation: string, onKnock: () => void): Promise<() => void> {
  const sockets: Socket[] = [];
  const servers = Object.values(socketPaths(generationFolder(dataDir, generation))).map((path) =>
    createServer((socket) => {
      sockets.push(socket.on("error", () => undefined));
      onKnock();
    }).listen(path),
  );
  await Promise.all(servers.map((server) => once(server, "listening")));
  return () => {
    servers.forEach((server) => server.close());
    sockets.forEach((socket) => socket.destroy());
  };
}

/** Resolves when the client says so, or at once when it is so. */
function becomes(client: RunnerClient, wanted: RunnerStatus): Promise<void> {
  if (client.status() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = client.onStatus((status) => {
      if (status !== wanted) return;
      stop();
      resolve();
    });
  });
}

hostContract("the runner's client, over real sockets to a real engine", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "client-"));
  const engine = await openTestEngine();
  const mirrored = await withMirror(engine.host, { folder: join(dataDir, "screens"), log });
  const server = await serve(dataDir, fakeHost(mirrored.host));
  const host = connectRunner({ dataDir, log });
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      await host.detach();
      await server.close();
      await mirrored.close();
      await engine[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true });
    },
  };
});

async function withDataDir(run: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "client-"));
  await run(dataDir);
  await rm(dataDir, { recursive: true });
}

test("after each connect the terminals are told as changes, and then what changes", () =>
  withDataDir(async (dataDir) => {
    const topic = createTopic<RunnerTerminal>();
    const [first, second] = [fakeTerminal({ id: "a" }), fakeTerminal({ id: "b" })];
    const server = await serve(dataDir, fakeHost({ list: async () => [first, second], onChange: topic.subscribe }));
    await using client = connectRunner({ dataDir, log });
    const told: string[] = [];
    client.onChange(({ id, status }) => void told.push(`${id} ${status}`));
    await becomes(client, "online");
    expect(told).toEqual(["a running", "b running"]);
    await server.close();
    await becomes(client, "offline");
    const again = await serve(dataDir, fakeHost({ list: async () => [{ ...first, status: "lost" }] }));
    await becomes(client, "online");
    expect(told.slice(2)).toEqual(["a lost"]);
    await again.close();
  }));

test("a change that overtakes the list is not undone by it", () =>
  withDataDir(async (dataDir) => {
    const topic = createTopic<RunnerTerminal>();
    const terminal = fakeTerminal();
    const list = async () => {
      topic.publish({ ...terminal, status: "exited" });
      return [terminal];
    };
    const server = await serve(dataDir, fakeHost({ list, onChange: topic.subscribe }));
    await using client = connectRunner({ dataDir, log });
    const told: string[] = [];
    client.onChange(({ status }) => void told.push(status));
    await becomes(client, "online");
    expect(new Set(told)).toEqual(new Set(["exited"]));
    await server.close();
  }));

test("a read and other harmless calls are repeated when the runner comes back; a spawn is not", () =>
  withDataDir(async (dataDir) => {
    const asked = Promise.withResolvers<void>();
    const never = () => new Promise<never>(() => {});
    const read = () => (asked.resolve(), never());
    const server = await serve(dataDir, fakeHost({ get: never, spawn: never, read }));
    await using client = connectRunner({ dataDir, log });
    const getting = client.get("t1");
    const spawning = client.spawn({ id: "t1", cols: 80, rows: 24 });
    const refusal = spawning.catch((error: unknown) => error);
    const request = { id: "t1", epoch: "e1", cursor: { offset: 0, events: 0 }, maxBytes: 1 };
    const reading = client.read(request, new AbortController().signal);
    await asked.promise;
    await server.close();
    expect(await refusal).toMatchObject({ name: "Fault", kind: "unavailable" });
    const again = await serve(
      dataDir,
      fakeHost({ get: async () => fakeTerminal(), read: async () => ({ endOffset: 0, items: [] }) }),
    );
    expect(await getting).toEqual(fakeTerminal());
    expect(await reading).toEqual({ endOffset: 0, items: [] });
    await again.close();
  }));

test("a read says whether its terminal's screen may be wanted, and one of an older server says nothing", () =>
  withDataDir(async (dataDir) => {
    const told: unknown[] = [];
    const read: TerminalHost["read"] = async ({ mayWantScreen }) => {
      told.push(mayWantScreen);
      return { endOffset: 0, items: [] };
    };
    const server = await serve(dataDir, fakeHost({ read }));
    await using client = connectRunner({ dataDir, log });
    const { signal } = new AbortController();
    const request = { id: "t1", epoch: "e1", cursor: { offset: 0, events: 0 }, maxBytes: 1 };
    for (const mayWantScreen of [true, false]) await client.read({ ...request, mayWantScreen }, signal);
    await client.read(request, signal);
    await STREAM_METHODS.get("read")?.(fakeHost({ read }), ["t1", "e1", 0, 0, 1], signal);
    expect(told).toEqual([true, false, false, false]);
    await server.close();
  }));

test("who saw more of a terminal than its dead runner had kept is told of its end", () =>
  withDataDir(async (dataDir) => {
    const lost = fakeTerminal({ status: "lost", endOffset: 10, exit: { code: null, signal: null, at: 1 } });
    const exit = { type: "exit", offset: 10, exit: { code: null, signal: null, at: 1 }, status: "lost" } as const;
    const read: TerminalHost["read"] = async ({ cursor }) => {
      if (cursor.offset > 10 || cursor.events > 2) throw new Fault("invalid", "behind the end");
      return { endOffset: 10, items: [{ item: exit, next: { offset: 10, events: 2 } }] };
    };
    const server = await serve(
      dataDir,
      fakeHost({ read, get: async (id) => ({ ...lost, status: id === "t1" ? "lost" : "running" }) }),
    );
    await using client = connectRunner({ dataDir, log });
    const { signal } = new AbortController();
    const request = { id: "t1", epoch: "e1", cursor: { offset: 15, events: 1 }, maxBytes: 1 };
    expect((await client.read(request, signal)).items).toMatchObject([{ item: exit }]);
    expect((await client.read({ ...request, cursor: { offset: 3, events: 9 } }, signal)).items).toMatchObject([{ item: exit }]);
    await expect(client.read({ ...request, id: "t2" }, signal)).rejects.toEqual(expect.objectContaining({ kind: "invalid" }));
    await server.close();
  }));

test("a call that waits for the runner can be given up, and ends when the client lets go", () =>
  withDataDir(async (dataDir) => {
    const client = connectRunner({ dataDir, log });
    const abort = new AbortController();
    const request = { id: "t1", epoch: "e1", cursor: { offset: 0, events: 0 }, maxBytes: 1 };
    const reading = client.read(request, abort.signal).catch((error: unknown) => error);
    const listing = client.list().catch((error: unknown) => error);
    const enough = new Error("enough");
    abort.abort(enough);
    expect(await reading).toBe(enough);
    await client.detach();
    expect(await listing).toMatchObject({ name: "Fault", kind: "unavailable" });
    await expect(client.list()).rejects.toBeInstanceOf(Fault);
  }));

test("a runner that hangs is taken for gone, and calls to it end", () =>
  withDataDir(async (dataDir) => {
    let hangs = false;
    const get = () => (hangs ? new Promise<never>(() => {}) : Promise.resolve(fakeTerminal()));
    const server = await serve(dataDir, fakeHost({ get, spawn: () => new Promise<never>(() => {}) }));
    await using client = connectRunner({ dataDir, log, pulseMs: 50 });
    await becomes(client, "online");
    hangs = true;
    const spawning = client.spawn({ id: "t1", cols: 80, rows: 24 });
    await expect(spawning).rejects.toEqual(expect.objectContaining({ kind: "unavailable" }));
    expect(client.status()).toBe("offline");
    await client.detach();
    await server.close();
  }));

test("a runner of another protocol is left alone, and calls say so soon", () =>
  withDataDir(async (dataDir) => {
    const stop = await serveStranger(dataDir, GENERATION);
    await using client = connectRunner({ dataDir, log });
    const mismatch = expect.objectContaining({ kind: "unavailable", message: expect.stringContaining("speaks protocol") });
    await expect(client.list()).rejects.toEqual(mismatch);
    await expect(client.list()).rejects.toEqual(mismatch);
    stop();
  }));

test("a terminal that nobody knows is not denied while a runner cannot be asked", () =>
  withDataDir(async (dataDir) => {
    const stop = await serveStranger(dataDir, "00000000");
    const get = async (id: string) => {
      if (id !== "t1") throw new Fault("not_found", "there is no such terminal");
      return fakeTerminal();
    };
    const server = await serve(dataDir, fakeHost({ get, list: async () => [fakeTerminal()] }));
    await using client = connectRunner({ dataDir, log });
    expect(await client.get("t1")).toEqual(fakeTerminal());
    const mismatch = expect.objectContaining({ kind: "unavailable", message: expect.stringContaining("speaks protocol") });
    await expect(client.get("t2")).rejects.toEqual(mismatch);
    stop();
    await server.close();
  }));

test("a terminal is not denied while its runner, which could not be asked, is knocked at again", () =>
  withDataDir(async (dataDir) => {
    const stranger = "00000000";
    const stop = await serveStranger(dataDir, stranger);
    const leaving = await serve(dataDir, fakeHost(), "11111111");
    const server = await serve(dataDir, fakeHost());
    await using client = connectRunner({ dataDir, log });
    await becomes(client, "online");
    stop();
    const knocked = Promise.withResolvers<void>();
    const end = await serveMute(dataDir, stranger, knocked.resolve);
    // When one leaves, all are looked for.
    await leaving.close();
    await knocked.promise;
    await expect(client.get("t1")).rejects.toEqual(expect.objectContaining({ kind: "unavailable" }));
    end();
    await client.detach();
    await server.close();
  }));

test("a call that came before any runner was found goes to the one that has the terminal", () =>
  withDataDir(async (dataDir) => {
    const server = await serve(dataDir, fakeHost());
    const draining = await serve(
      dataDir,
      fakeHost({ list: async () => [fakeTerminal()], get: async () => fakeTerminal() }),
      "11111111",
    );
    await using client = connectRunner({ dataDir, log });
    expect(await client.get("t1")).toEqual(fakeTerminal());
    await client.detach();
    await draining.close();
    await server.close();
  }));

test("a terminal is not denied when its runner hangs up while the others are looked for", () =>
  withDataDir(async (dataDir) => {
    const draining = "11111111";
    const old = () => serve(dataDir, fakeHost({ list: async () => [fakeTerminal()], get: async () => fakeTerminal() }), draining);
    const before = await old();
    const looking = Promise.withResolvers<void>();
    const looked = Promise.withResolvers<void>();
    const adopt = () => (looking.resolve(), looked.promise);
    const server = await serve(dataDir, fakeHost({ adopt }));
    await using client = connectRunner({ dataDir, log });
    const online = becomes(client, "online").then(() => client.get("t1"));
    await looking.promise;
    expect(await client.get("t1")).toEqual(fakeTerminal());
    await before.close();
    const after = await old();
    looked.resolve();
    expect(await online).toEqual(fakeTerminal());
    await client.detach();
    await after.close();
    await server.close();
  }));

test("a list does not wait for a replaced runner that went away meanwhile", () =>
  withDataDir(async (dataDir) => {
    let lists = 0;
    const asked = Promise.withResolvers<void>();
    const list = () => {
      lists += 1;
      // The first is that of the connect, in two pages.
      if (lists <= 2) return Promise.resolve([fakeTerminal()]);
      asked.resolve();
      return new Promise<never>(() => {});
    };
    const old = await serve(dataDir, fakeHost({ list }), "11111111");
    const server = await serve(dataDir, fakeHost());
    await using client = connectRunner({ dataDir, log });
    await becomes(client, "online");
    const listing = client.list();
    await asked.promise;
    await old.close();
    expect(await listing).toEqual([fakeTerminal()]);
    await client.detach();
    await server.close();
  }));

test("a runner is not replaced while as many as may be are still leaving", () =>
  withDataDir(async (dataDir) => {
    const names = Array.from({ length: RUNNER_LIMITS.drainingRunners }, (_, at) => `${at}`.padStart(8, "a"));
    const servers = await Promise.all(names.map((name) => serve(dataDir, fakeHost(), name)));
    servers.push(await serve(dataDir, fakeHost()));
    const launch = { main: "/must/not/be/started.ts", build: "b2", environment: {} };
    await using client = connectRunner({ dataDir, log, launch });
    expect(await client.list()).toEqual([]);
    expect(client.generations()).toHaveLength(names.length + 1);
    expect(client.generations()[0]).toEqual({
      id: GENERATION,
      pid: process.pid,
      version: "1.2.3",
      build: "b1",
      startedAt: expect.any(Number),
      state: "accepting",
      liveTerminals: 0,
    });
    await client.detach();
    for (const server of servers) await server.close();
  }));

test("a runner whose replacement cannot start goes on", () =>
  withDataDir(async (dataDir) => {
    const server = await serve(dataDir, fakeHost({ spawn: async () => fakeTerminal() }));
    const launch = { main: join(dataDir, "absent.ts"), build: "b2", environment: {} };
    await using client = connectRunner({ dataDir, log, launch });
    expect(await client.spawn({ id: "t1", cols: 80, rows: 24 })).toEqual(fakeTerminal());
    await client.detach();
    await server.close();
  }));

test("when no runner can be started the calls fail soon and say why", () =>
  withDataDir(async (dataDir) => {
    await using client = connectRunner({ dataDir, log, launch: { main: join(dataDir, "absent.ts"), environment: {} } });
    const failure = expect.objectContaining({ kind: "unavailable", message: expect.stringContaining("did not start") });
    await expect(client.list()).rejects.toEqual(failure);
    const began = performance.now();
    await expect(client.list()).rejects.toEqual(failure);
    expect(performance.now() - began).toBeLessThan(RUNNER_LIMITS.deadWaitMs + 500);
  }));
