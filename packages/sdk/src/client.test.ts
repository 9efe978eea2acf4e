import { expect, test } from "vitest";
import { createClient, PilothouseError } from "./index.ts";
import { ScriptedFault } from "./testing/scripted-fault.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";

test("a query is tried again while that helps", async () => {
  await using server = await ScriptedServer.start();
  let failures = 2;
  server.onCall = () => {
    failures -= 1;
    if (failures >= 0) throw new ScriptedFault("unavailable", { retryable: true });
  };
  using client = createClient({ url: server.url });
  expect(await client.terminals.list()).toEqual([]);
  expect(server.calls.length).toBe(3);
});

test("a query that cannot succeed is sent once, and a mutation always", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  await expect(client.terminals.get(crypto.randomUUID())).rejects.toMatchObject({ kind: "not_found" });
  expect(server.calls.length).toBe(1);
  server.onCall = () => {
    throw new ScriptedFault("unavailable", { retryable: true });
  };
  await expect(client.terminals.create()).rejects.toMatchObject({ kind: "unavailable", retryable: true });
  expect(server.calls.length).toBe(2);
});

test("a server that is not there is unavailable, and says so", async () => {
  const server = await ScriptedServer.start();
  const { url } = server;
  await server.stop();
  using client = createClient({ url });
  const error: unknown = await client.terminals.create().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(PilothouseError);
  expect(error).toMatchObject({ kind: "unavailable", retryable: true, requestId: null });
  expect(error).toMatchObject({ message: expect.stringContaining("ECONNREFUSED") });
});

test("an answer that is not Pilothouse's is unavailable", async () => {
  using client = createClient({
    url: "http://127.0.0.1:1",
    fetch: async () => new Response("<html>proxy</html>", { status: 502 }),
  });
  await expect(client.terminals.create()).rejects.toMatchObject({
    kind: "unavailable",
    message: expect.stringContaining("not a Pilothouse server"),
  });
});

test("an address without a scheme is refused by name", () => {
  expect(() => createClient({ url: "localhost:7070" })).toThrow("localhost:7070 is not an address");
});

test("a server below a path of its host is found there", async () => {
  const seen: string[] = [];
  using client = createClient({
    url: "https://example.org/pilothouse",
    fetch: (input) => {
      seen.push(input instanceof Request ? input.url : input.toString());
      return Promise.reject(new TypeError("no network in this test"));
    },
  });
  await expect(client.terminals.create()).rejects.toMatchObject({ message: expect.stringContaining("no network") });
  expect(seen).toEqual(["https://example.org/pilothouse/trpc/terminals.create"]);
});

test("a call that is given up fails with the reason it was given up for", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  const abort = new AbortController();
  const reason = new Error("changed my mind");
  server.onCall = () => abort.abort(reason);
  await expect(client.terminals.list(undefined, { signal: abort.signal })).rejects.toBe(reason);
  await expect(client.terminals.list(undefined, { signal: abort.signal })).rejects.toBe(reason);
  expect(server.calls.length).toBe(1);
});

test("bytes come through HTTP as bytes", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print(Uint8Array.of(0, 255, 128, 10));
  using client = createClient({ url: server.url });
  expect((await client.terminals.history(terminal.id)).bytes).toEqual(Uint8Array.of(0, 255, 128, 10));
});

test("a watch tells of everything first, ends when it is left, and then lets go of the socket", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  for await (const event of client.terminals.watch()) {
    expect(event).toEqual({ type: "all", terminals: [terminal.describe()] });
    break;
  }
  await expect.poll(() => server.openSockets).toBe(0);
});

test("a watch starts over after a lost connection, and a slow loop is told only the newest", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  const watching = client.terminals.watch()[Symbol.asyncIterator]();
  expect(await watching.next()).toMatchObject({ value: { type: "all", terminals: [] } });
  const terminal = server.terminal();
  server.cut();
  expect(await watching.next()).toMatchObject({ value: { type: "all", terminals: [{ id: terminal.id }] } });
  await watching.return?.();
});

test("a loop that is far behind a conversation gets every message once and in order, and no more than it takes is held", async () => {
  await using server = await ScriptedServer.start();
  server.messages = 1_000;
  using client = createClient({ url: server.url });
  const seen: number[] = [];
  for await (const event of client.conversations.watch("0190163d-8694-739b-aea5-000000000001")) {
    // All that is there has come meanwhile.
    if (seen.length % 100 === 0) await client.health.check();
    if (event.type === "messages") seen.push(...event.messages.map(({ id }) => id));
    if (seen.length === server.messages) break;
  }
  expect(seen).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
});

test("a watch that is aborted ends, and one that is refused fails", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  const abort = new AbortController();
  const seen: string[] = [];
  for await (const event of client.health.watch({ signal: abort.signal })) {
    seen.push(event.status);
    abort.abort();
  }
  expect(seen).toEqual(["ok"]);
  server.accepted = new Set();
  await expect(client.terminals.watch()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: "unauthenticated" });
});
