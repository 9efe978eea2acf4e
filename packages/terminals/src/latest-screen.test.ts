import type { AttachEvent } from "@pilothouse/contracts";
import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { NumberedEvent } from "./pieces.ts";
import { collect, command, link, openAll, SIZE, viewer } from "./test-open.ts";

const SMALL = { viewerWindowBytes: 1_000, dataEventBytes: 300, viewerLagBytes: 5_000, screenCatchUpBytes: 500 };
const QUICK = { viewerLagMs: 50, screenEveryMs: 5, freshScreenMs: 5 };
/** Only a fresh screen that was asked for can come. */
const PATIENT = { viewerLagBytes: Number.MAX_SAFE_INTEGER, viewerLagMs: 10 ** 8 };

function bytesIn(events: readonly AttachEvent[]): number {
  return events.reduce((sum, event) => sum + (event.type === "data" ? event.bytes.length : 0), 0);
}

test("case 4: a viewer that is frozen stalls nobody, is sent one screen, and catches up to the exact one", async () => {
  await using all = await openAll({ ...SMALL, ...QUICK });
  const { terminals, ada, host } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("seq 1 20000; read x; echo over") });
  const input = { ...viewer(), id, from: { offset: 0 }, lag: "screen" as const };
  const stream = (await terminals.attach(ada, input, link()))[Symbol.asyncIterator]();
  const before: AttachEvent[] = [];
  const next = async (): Promise<NumberedEvent> => {
    const { value, done } = await stream.next();
    if (done) throw new Error("the stream ended");
    return value;
  };
  let screen: AttachEvent = (await next()).event;
  for (; screen.type !== "snapshot"; screen = (await next()).event) before.push(screen);
  expect(bytesIn(before)).toBe(SMALL.viewerWindowBytes);
  const watched = { ...viewer(), id, from: { offset: 0 } };
  const { text } = await collect({ terminals, who: ada, input: watched }, (seen) => seen.endsWith("20000\r\n"));
  expect(text).toHaveLength(128_894);

  const thaw = () => terminals.ack(ada, { id, viewerId: input.viewerId, offset: text.length });
  await thaw();
  while (screen.offset < text.length) {
    const { event } = await next();
    if (event.type === "snapshot") screen = event;
    await thaw();
  }
  expect(screen.screen).toBe((await host.snapshot(id)).screen);
  await terminals.write(ada, { id, clientId: newId(), seq: 1, data: Buffer.from("\n") });
  const rest: AttachEvent[] = [];
  for (let done = false; !done; done = rest.at(-1)?.type === "exit") rest.push((await next()).event);
  expect(rest.filter(({ type }) => type === "snapshot")).toEqual([]);
  expect(Buffer.concat(rest.map((event) => (event.type === "data" ? event.bytes : Buffer.of()))).toString()).toContain("over");
});

test("a viewer that wants every byte gets every byte, however far it lags", async () => {
  await using all = await openAll({ ...SMALL, ...QUICK });
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("seq 1 20000") });
  const input = { ...viewer(), id, from: { offset: 0 }, lag: "bytes" as const };
  await collect({ terminals, who: ada, input: { ...viewer(), id } }, (_, { event }) => event.type === "exit");
  const { text, events } = await collect({ terminals, who: ada, input });
  expect(text).toHaveLength(128_894);
  expect(events.map(({ type }) => type)).not.toContain("snapshot");
});

test("case 1: after Ctrl-C a viewer with a backlog sees the effect without going through the backlog", async () => {
  const window = 200_000;
  await using all = await openAll({ viewerWindowBytes: window, freshScreenBytes: window, ...PATIENT });
  const { terminals, ada } = all;
  const flood = command("trap 'echo stopped' INT; yes; exec sleep 100");
  const { id } = await terminals.create(ada, { ...SIZE, command: flood });
  const input = { ...viewer(), id, from: { offset: 0 }, lag: "screen" as const };
  let received = 0;
  let seen = "";
  for await (const { event } of await terminals.attach(ada, input, link())) {
    if (event.type === "data") {
      received += event.bytes.length;
      seen += Buffer.from(event.bytes).toString();
      if (received === window) {
        const typed = { id, clientId: newId(), seq: 1, viewerId: input.viewerId, data: Buffer.of(3) };
        await terminals.write(ada, typed);
      }
    }
    if (event.type === "snapshot") {
      seen += event.screen;
      await terminals.ack(ada, { id, viewerId: input.viewerId, offset: event.offset });
    }
    if (seen.includes("stopped")) break;
  }
  expect(received).toBeLessThan(window * 2);
});

test("case 1: Ctrl-C does not wait for the next screen of a viewer that is only shown screens", async () => {
  await using all = await openAll({ ...SMALL, ...QUICK, screenEveryMs: 10 ** 8 });
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("trap '' INT; exec yes") });
  const input = { ...viewer(), id, from: { offset: 0 }, lag: "screen" as const };
  const typed = { id, clientId: newId(), seq: 1, viewerId: input.viewerId, data: Buffer.of(3) };
  const offsets: number[] = [];
  for await (const { event } of await terminals.attach(ada, input, link())) {
    if (event.type !== "snapshot") continue;
    offsets.push(event.offset);
    if (offsets.length === 2) break;
    await terminals.ack(ada, { id, viewerId: input.viewerId, offset: event.offset });
    await terminals.write(ada, typed);
  }
  expect(offsets[1]).toBeGreaterThan(offsets[0] ?? Number.NaN);
});

test("Ctrl-C without a backlog is answered by output alone", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, {
    ...SIZE,
    command: command("trap 'echo stopped' INT; echo go; read x; exec sleep 100"),
  });
  const input = { ...viewer(), id, from: { offset: 0 }, lag: "screen" as const };
  const { events } = await collect({ terminals, who: ada, input }, (text, { event }) => {
    const typed = { id, clientId: newId(), seq: 1, viewerId: input.viewerId, data: Buffer.of(3) };
    if (event.type === "data" && text === "go\r\n") void terminals.write(ada, typed);
    return text.includes("stopped");
  });
  expect(events.map(({ type }) => type)).not.toContain("snapshot");
});

test("the runner is told whether one of a terminal's viewers may want its screen", async () => {
  const told: (boolean | undefined)[] = [];
  await using all = await openAll({}, ({ read }) => ({
    read: (request, signal) => {
      told.push(request.mayWantScreen);
      return read(request, signal);
    },
  }));
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("exec cat") });
  const type = async (text: string) => {
    const bytes = { ...viewer(), id, from: { offset: 0 }, lag: "bytes" as const };
    await terminals.write(ada, { id, clientId: newId(), seq: 1, data: Buffer.from(text) });
    await collect({ terminals, who: ada, input: bytes }, (seen) => seen.includes(text));
  };
  await type("one");
  expect(new Set(told)).toEqual(new Set([false]));
  const own = link();
  const looking = (await terminals.attach(ada, { ...viewer(), id, from: { offset: 0 }, lag: "screen" }, own))[
    Symbol.asyncIterator
  ]();
  await looking.next();
  told.length = 0;
  await type("two");
  expect(told).toContain(true);
  own.stop();
});
