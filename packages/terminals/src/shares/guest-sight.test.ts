import { expect, test } from "vitest";
import type { NumberedEvent } from "../pieces.ts";
import type { RunnerSnapshot, TerminalHost } from "../port.ts";
import { collect, command, link, openAll, SIZE, viewer } from "../test-open.ts";
import { eyes, guestOf, look, talking } from "./test-guests.ts";

const START = { offset: 0, events: 0 };

async function first(view: AsyncIterable<NumberedEvent>): Promise<NumberedEvent["event"] | undefined> {
  for await (const { event } of view) return event;
  return undefined;
}

test("a live link shows the rows of the screen, and none of the lines above it", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const print = "for i in $(seq 100); do echo line-$i-; done; echo before; read line; echo $line; read line";
  const { id } = await terminals.create(ada, { ...SIZE, command: command(`stty -echo; ${print}`) });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("before\r\n"));
  const { token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const hers = await look(await terminals.attach(ada, { ...viewer(), id }, link()), "before");
  const view = await terminals.attach(guest, { id, ...eyes() }, link());
  const seen = await look(view, "before");
  expect(hers).toContain("line-1-");
  for (const shown of ["line-79-", "line-100-"]) expect(seen).toContain(shown);
  expect(seen).not.toMatch(/line-([1-9]|[1-6]\d|7[0-8])-/);
});

const lagging = [
  { what: "lags behind its making", screen: "an older screen", cursor: (end: number) => ({ ...START, offset: end - 1 }) },
  { what: "cannot be drawn", screen: "", cursor: () => START },
];
test.each(lagging)("a live link begins with an empty screen when the screen $what", async ({ screen, cursor }) => {
  const lag = (host: TerminalHost) => ({
    snapshot: async (id: string): Promise<RunnerSnapshot> => {
      const { cols, rows, epoch, endOffset } = await host.get(id);
      return { cols, rows, epoch, screen, cursor: cursor(endOffset) };
    },
  });
  await using all = await openAll({}, lag);
  const { terminals, ada } = all;
  const { id, say } = await talking(all);
  const { endOffset } = await all.host.get(id);
  const { token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const own = link();
  const view = (await terminals.attach(guest, { id, ...eyes() }, own))[Symbol.asyncIterator]();
  expect((await view.next()).value?.event).toMatchObject({ type: "snapshot", offset: endOffset, screen: "" });
  await say("after");
  const bytes: Uint8Array[] = [];
  while (!Buffer.concat(bytes).toString().endsWith("after\r\n")) {
    const { value } = await view.next();
    if (value?.event.type === "data") bytes.push(value.event.bytes);
  }
  expect(Buffer.concat(bytes).toString()).toBe("after\r\n");
  own.stop();
});

test("a live link waits for a screen that was being drawn when it was made", async () => {
  let late = true;
  const lag = (host: TerminalHost) => ({
    snapshot: async (id: string): Promise<RunnerSnapshot> => {
      const snapshot = await host.snapshot(id);
      if (!late) return snapshot;
      late = false;
      return { ...snapshot, screen: "old", cursor: START };
    },
  });
  await using all = await openAll({}, lag);
  const { id } = await talking(all);
  const { token } = await all.terminals.shares.create(all.ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const event = await first(await all.terminals.attach(guest, { id, ...eyes() }, link()));
  expect(event).toMatchObject({ type: "snapshot", screen: expect.stringContaining("before") });
});

test("whoever comes and goes while a screen is being drawn has no other one drawn, also when nobody is left", async () => {
  const asked: string[] = [];
  const drawn = Promise.withResolvers<void>();
  const slow = (host: TerminalHost) => ({
    snapshot: async (id: string) => {
      asked.push(id);
      await drawn.promise;
      return host.snapshot(id);
    },
  });
  await using all = await openAll({}, slow);
  const { terminals, ada } = all;
  const { id, say } = await talking(all);
  const { token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const { epoch, endOffset } = await all.host.get(id);
  await say("after");
  const looks: Promise<unknown>[] = [];
  for (let each = 0; each < 20; each += 1) {
    const who = eyes();
    looks.push(first(await terminals.attach(guest, { id, ...who }, link())));
    // Takes the seat over, and leaves it.
    await first(await terminals.attach(guest, { id, ...who, from: { epoch, offset: endOffset } }, link()));
  }
  expect(asked).toEqual([id]);
  drawn.resolve();
  for (const event of await Promise.all(looks)) expect(event).toMatchObject({ type: "snapshot" });
  expect(asked.length).toBeLessThanOrEqual(2);
});

test("a link to a recording whose beginning is gone says so and shows the rest", async () => {
  const kept = "be".length;
  const cut = (host: TerminalHost): Partial<TerminalHost> => ({
    read: async (request, signal) => {
      const { cursor } = request;
      if (cursor.offset >= kept) return host.read(request, signal);
      const next = { ...cursor, offset: kept };
      const rest = await host.read({ ...request, cursor: next }, signal);
      const gap = { type: "gap", offset: kept, from: cursor.offset, to: kept } as const;
      return { ...rest, items: [{ item: gap, next }, ...rest.items] };
    },
  });
  await using all = await openAll({ viewerWindowBytes: "before\r\n".length }, cut);
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { command: command("stty -echo; echo before; read line; echo $line; read line") });
  await expect.poll(async () => (await all.host.get(id)).endOffset, { timeout: 10_000 }).toBe("before\r\n".length);
  const { token } = await terminals.shares.create(ada, { terminalId: id, kind: "recording" });
  const guest = await guestOf(all, token);
  await terminals.write(ada, { id, clientId: "typist", seq: 1, data: Buffer.from("after\n") });
  await expect.poll(async () => (await all.host.get(id)).endOffset, { timeout: 10_000 }).toBe("before\r\nafter\r\n".length);
  const own = link();
  let text = "";
  const types: string[] = [];
  for await (const { event } of await terminals.attach(guest, { id, ...eyes(), from: { offset: 0 } }, own)) {
    types.push(event.type);
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.endsWith("\n")) break;
  }
  own.stop();
  expect(text).toBe("fore\r\n");
  expect(types).toContain("gap");
});
