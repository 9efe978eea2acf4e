import { type AttachEvent, LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { createClient } from "../index.ts";
import { ScriptedFault } from "../testing/scripted-fault.ts";
import { ScriptedServer } from "../testing/scripted-server.ts";
import { untilLive } from "../testing/until-live.ts";

const text = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString();

test("input arrives once and in order, whether or not the writer waits", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  const expected = Array.from({ length: 300 }, (_, at) => `${at},`);
  await Promise.all(expected.map((part) => view.write(part)));
  expect(text(terminal.applied)).toBe(expected.join(""));
});

test("input longer than one call is split, and nothing of it is lost", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  const pasted = new Uint8Array(1024 * 1024).map((_, at) => at * 31);
  await view.write(pasted);
  expect(Buffer.concat(terminal.applied).equals(pasted)).toBe(true);
  expect(Math.max(...terminal.applied.map((part) => part.length))).toBe(LIMITS.writeBytes);
});

test("input without an answer is sent again after a lost connection, and applied once", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  const cutAt = new Set([3, 4, 9, 30]);
  terminal.onWrite = ({ seq }) => {
    // Sometimes the input is applied and only the answer is lost, sometimes the input itself.
    if (!cutAt.delete(seq)) return;
    server.cut();
    if (seq % 2 === 0) throw new ScriptedFault("unavailable", { retryable: true });
  };
  const expected: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    expected.push(`<${round}>`);
    await view.write(`<${round}>`);
  }
  expect(text(terminal.applied)).toBe(expected.join(""));
  expect(cutAt.size).toBe(0);
});

test("what was typed while the server was away arrives when it is back", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  await server.stop();
  const typed = ["a", "b", "c"].map((key) => view.write(key));
  await server.restart();
  await Promise.all(typed);
  expect(text(terminal.applied)).toBe("abc");
});

test("input that the server puts off is tried again until it takes it", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  let refusals = 2;
  terminal.onWrite = () => {
    refusals -= 1;
    if (refusals >= 0) throw new ScriptedFault("quota", { retryable: true });
  };
  await view.write("patience");
  expect(text(terminal.applied)).toBe("patience");
});

test("a refusal fails what was waiting, and later input starts afresh", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  terminal.onWrite = () => {
    throw new ScriptedFault("conflict");
  };
  await expect(view.write("no")).rejects.toMatchObject({ kind: "conflict" });
  terminal.onWrite = undefined;
  await view.write("yes");
  expect(text(terminal.applied)).toBe("yes");
});

test("more than 4 MiB of waiting input is refused at once, and only that", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  const gate = Promise.withResolvers<void>();
  terminal.onWrite = () => gate.promise;
  const fits = view.write(new Uint8Array(LIMITS.queuedInputBytes));
  await expect(view.write("x")).rejects.toMatchObject({ kind: "quota", facts: { limit: LIMITS.queuedInputBytes } });
  gate.resolve();
  await fits;
  expect(Buffer.concat(terminal.applied).length).toBe(LIMITS.queuedInputBytes);
  await view.write("x");
});

test("a view that only looks refuses to write, and a closed one too", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const looking = client.terminals.attach(terminal.id);
  await expect(looking.write("x")).rejects.toMatchObject({ kind: "forbidden" });
  await expect(looking.resize(80, 24)).rejects.toMatchObject({ kind: "forbidden" });
  const closed = client.terminals.attach(terminal.id, { mode: "control" });
  const gate = Promise.withResolvers<void>();
  terminal.onWrite = () => gate.promise;
  const waiting = closed.write("x");
  closed.close();
  gate.resolve();
  await expect(waiting).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("closed") });
  await expect(closed.write("x")).rejects.toMatchObject({ kind: "conflict" });
});

test("the last of many sizes arrives, also over a lost connection", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  const sizes = Array.from({ length: 50 }, (_, at) => view.resize(80 + at, 24));
  server.cut();
  await Promise.all(sizes);
  expect(terminal.sizes.at(-1)).toEqual({ cols: 129, rows: 24 });
  expect(terminal.sizes.length).toBeLessThan(10);
});

test("closing the client fails what was not applied, and nothing is tried again", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  const client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  terminal.onWrite = () => new Promise(() => undefined);
  const waiting = view.write("x");
  // Nobody waits for these; that is no reason to end the process.
  void view.write("y");
  void view.resize(100, 30);
  client.close();
  await expect(waiting).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("closed") });
  await expect.poll(() => server.openSockets).toBe(0);
  expect(server.connections).toBe(1);
});

test("input that the program reads before it ends is answered, though the view is over", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  const answer = Promise.withResolvers<void>();
  terminal.onWrite = () => {
    terminal.exit(0);
    return answer.promise;
  };
  const written = view.write("exit\n");
  const types: string[] = [];
  for await (const { type } of view) types.push(type);
  expect(types.at(-1)).toBe("exit");
  expect(view.connection).toBe("closed");
  answer.resolve();
  await written;
});

test("what is typed at once shows as output behind the first screen, not in it", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.onWrite = ({ data }) => terminal.print(data);
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await view.write("echo");
  const events: AttachEvent[] = [];
  for await (const event of view) {
    events.push(event);
    if (event.type === "data") break;
  }
  expect(events).toMatchObject([
    { type: "snapshot", offset: 0 },
    { type: "data", offset: 0, bytes: new TextEncoder().encode("echo") },
  ]);
});
