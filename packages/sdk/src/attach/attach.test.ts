import { createHash } from "node:crypto";
import type { AttachEvent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { createClient, PilothouseError, type TerminalView } from "../index.ts";
import { ScriptedFault } from "../testing/scripted-fault.ts";
import { ScriptedServer } from "../testing/scripted-server.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Output in which every four bytes differ from all others, so that nothing can be lost or doubled unseen. */
function countedBytes(length: number): Uint8Array {
  const numbers = Uint32Array.from({ length: length / 4 }, (_, at) => at);
  return new Uint8Array(numbers.buffer);
}

/** Whole numbers from 0 up to a limit, the same in each run (Numerical Recipes' linear congruential generator). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

async function collect(view: TerminalView, each: (event: AttachEvent) => void = () => undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const event of view) {
    if (event.type === "data") parts.push(event.bytes);
    each(event);
  }
  return Buffer.concat(parts);
}

test("a loop gets every byte and the exit, then ends", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print("hello ");
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  terminal.print("world");
  terminal.exit(3);
  const events: AttachEvent[] = [];
  const bytes = await collect(view, (event) => events.push(event));
  expect(new TextDecoder().decode(bytes)).toBe("hello world");
  expect(events.at(-1)).toMatchObject({ type: "exit", offset: 11, exit: { code: 3 } });
  expect([view.epoch, view.offset, view.connection]).toEqual(["e1", 11, "closed"]);
});

test("every byte comes once and in order while the connection is cut again and again", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  const output = countedBytes(4_000_000);
  terminal.print(output);
  terminal.exit(0);
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  let events = 0;
  const bytes = await collect(view, () => {
    events += 1;
    if (events % 500 === 0) server.cut();
  });
  expect(bytes.length).toBe(output.length);
  expect(sha256(bytes)).toBe(sha256(output));
  expect(server.connections).toBeGreaterThan(3);
});

test("a view outlives the server and goes on when it is back", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print("before ");
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  const states: string[] = [];
  const lost = new Promise<void>((resolve) => {
    view.onConnection((state) => {
      states.push(state);
      if (state === "reconnecting") resolve();
    });
  });
  const reading = collect(view, (event) => void (event.type === "data" && event.offset === 0 && server.stop()));
  await lost;
  terminal.print("after");
  terminal.exit(0);
  await server.restart();
  expect(new TextDecoder().decode(await reading)).toBe("before after");
  expect(states).toEqual(["live", "reconnecting", "live", "closed"]);
});

test("what the server repeats is left out, and what it leaves out is asked for again", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  const output = countedBytes(10_000);
  terminal.print(output);
  terminal.exit(0);
  terminal.script = (offset, attempt) => {
    if (attempt === 1)
      return [terminal.data(0, 3_000), terminal.data(1_000, 2_500), terminal.data(0, 100), terminal.data(9_000, 1_000)];
    expect(offset).toBe(3_500);
    terminal.script = undefined;
    return [];
  };
  using client = createClient({ url: server.url });
  const bytes = await collect(client.terminals.attach(terminal.id, { from: { offset: 0 } }));
  expect(sha256(bytes)).toBe(sha256(output));
  expect(terminal.attempts).toBe(2);
});

test("a server that leaves out output for good fails the loop", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print(countedBytes(100));
  terminal.script = () => [terminal.data(40, 10)];
  using client = createClient({ url: server.url });
  const failure = collect(client.terminals.attach(terminal.id, { from: { offset: 0 } }));
  await expect(failure).rejects.toMatchObject({ kind: "internal", facts: { expected: 0, received: 40 } });
});

test("a stream that the server ends or fails for now is taken up again", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print("all of it");
  terminal.exit(0);
  terminal.script = (_, attempt) => {
    if (attempt === 1) return null;
    if (attempt === 2) return new ScriptedFault("unavailable", { retryable: true });
    terminal.script = undefined;
    return [];
  };
  using client = createClient({ url: server.url });
  const bytes = await collect(client.terminals.attach(terminal.id, { from: { offset: 0 } }));
  expect(new TextDecoder().decode(bytes)).toBe("all of it");
});

test("a terminal that is not there fails the loop, with the server's request id", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(crypto.randomUUID());
  const failure = await collect(view).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PilothouseError);
  expect(failure).toMatchObject({ kind: "not_found", requestId: "request-1", retryable: false });
  expect(view.connection).toBe("closed");
});

test("without a place to start from, the screen comes first", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.print("history");
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id);
  const events: AttachEvent[] = [];
  for await (const event of view) {
    events.push(event);
    if (event.type === "data") break;
    terminal.print("!");
  }
  expect(events).toMatchObject([
    { type: "snapshot", offset: 7 },
    { type: "data", offset: 7, bytes: new TextEncoder().encode("!") },
  ]);
});

test("a loop that is left goes on in the next one", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.chunk = 1;
  terminal.print("abcd");
  terminal.exit(0);
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  for await (const event of view) if (event.offset === 1) break;
  expect(view.offset).toBe(2);
  expect(new TextDecoder().decode(await collect(view))).toBe("cd");
});

test("a loop that does not read holds the server back at its window", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  terminal.chunk = 64 * 1024;
  const output = countedBytes(8 * 1024 * 1024);
  terminal.print(output);
  terminal.exit(0);
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  let ahead = 0;
  const bytes = await collect(view, () => {
    ahead = Math.max(ahead, terminal.sent - view.offset);
  });
  expect(sha256(bytes)).toBe(sha256(output));
  expect(ahead).toBeLessThanOrEqual(1024 * 1024 + 64 * 1024);
  expect(terminal.acks.length).toBeLessThan(200);
});

test("closing ends loops, and an aborted signal closes", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  const abort = new AbortController();
  const byHand = client.terminals.attach(terminal.id);
  const bySignal = client.terminals.attach(terminal.id, { signal: abort.signal });
  const loops = [collect(byHand), collect(bySignal)];
  byHand.close();
  abort.abort();
  await Promise.all(loops);
  expect([byHand.connection, bySignal.connection]).toEqual(["closed", "closed"]);
  expect(client.terminals.attach(terminal.id, { signal: abort.signal }).connection).toBe("closed");
});

test("random cuts, repeats and holes cost no byte", async () => {
  await using server = await ScriptedServer.start();
  using client = createClient({ url: server.url });
  const output = countedBytes(60_000);
  const random = randomFrom(42);
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const terminal = server.terminal();
      terminal.chunk = 1 + random(700);
      terminal.print(output);
      terminal.exit(0);
      let faults = 8;
      terminal.script = (offset) => {
        faults -= 1;
        if (faults < 0) return [];
        if (faults % 4 === 3) return null;
        const early = Math.max(0, offset - random(3_000));
        const repeated = [terminal.data(early, offset - early + random(5_000)), terminal.data(early, random(2_000))];
        return faults % 4 === 1 ? [...repeated, terminal.data(output.length - 10, 10)] : repeated;
      };
      const bytes = await collect(client.terminals.attach(terminal.id, { from: { offset: 0 } }), () => {
        if (random(150) === 0) server.cut();
      });
      expect(sha256(bytes)).toBe(sha256(output));
    }),
  );
});

test("a screen in mid-stream replaces what was not read, and output goes on behind it", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  const screen: AttachEvent = { type: "snapshot", epoch: "e1", offset: 8_000, cols: 80, rows: 24, screen: "now" };
  terminal.print(new Uint8Array(9_000));
  terminal.script = () => [terminal.data(0, 1_000), terminal.data(1_000, 1_000), screen, terminal.data(8_000, 1_000)];
  using client = createClient({ url: server.url });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 }, lag: "screen" });
  const seen: [string, number][] = [];
  await expect.poll(() => terminal.attachInputs.length).toBe(1);
  for await (const event of view) {
    seen.push([event.type, event.offset]);
    if (view.offset === 9_000) break;
  }
  expect(terminal.attachInputs[0]).toMatchObject({ lag: "screen", viewerId: view.viewerId });
  expect(seen.slice(-2)).toEqual([
    ["snapshot", 8_000],
    ["data", 8_000],
  ]);
});

test("taking control names the view, and one that only looks cannot", async () => {
  await using server = await ScriptedServer.start();
  const terminal = server.terminal();
  using client = createClient({ url: server.url });
  using view = client.terminals.attach(terminal.id, { mode: "control" });
  for await (const event of view) if (event.type === "snapshot") break;
  await view.takeControl();
  expect(terminal.controllers).toEqual([view.viewerId]);
  using looker = client.terminals.attach(terminal.id);
  await expect(looker.takeControl()).rejects.toMatchObject({ kind: "forbidden" });
});
