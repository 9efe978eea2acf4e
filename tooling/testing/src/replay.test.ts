import type { Client, ReplayItem } from "@pilothouse/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let ada: Client;

beforeAll(async () => {
  server = await startTestServer();
  ada = await signedIn(server);
}, 60_000);

afterAll(async () => {
  ada?.close();
  await server?.[Symbol.asyncDispose]();
});

const START = { offset: 0, events: 0 };

/** All pages of a recording from a place on. */
async function replayed(id: string, from = START, limit = 1_000): Promise<ReplayItem[]> {
  const items: ReplayItem[] = [];
  for (;;) {
    const page = await ada.terminals.replay(id, { from: items.at(-1)?.next ?? from, limit });
    expect(page.items.reduce((sum, item) => sum + (item.type === "output" ? item.bytes.length : 0), 0)).toBeLessThanOrEqual(
      limit,
    );
    items.push(...page.items);
    if (page.over || page.items.length === 0) return items;
  }
}

const textOf = (items: readonly ReplayItem[]) =>
  Buffer.concat(items.flatMap((item) => (item.type === "output" ? [item.bytes] : []))).toString();

test("a recording is read in pages from any place, each piece with its time, and has an end", async () => {
  const { id } = await ada.terminals.create({ command: ["sh", "-c", "seq 2000; exit 3"], cols: 80, rows: 24 });
  for await (const event of ada.terminals.attach(id, { mode: "view", from: { offset: 0 } })) if (event.type === "exit") break;
  const items = await replayed(id);
  const whole = Array.from({ length: 2_000 }, (_, at) => `${at + 1}\r\n`).join("");
  expect(textOf(items) === whole).toBe(true);
  expect(items[0]).toMatchObject({ type: "size", cols: 80, rows: 24 });
  expect(items.at(-1)?.type).toBe("exit");
  const times = items.map(({ at }) => at);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);

  const timeline = await ada.terminals.timeline(id);
  expect(timeline).toMatchObject({ startOffset: 0, endOffset: whole.length, next: null, gaps: [] });
  expect(timeline.events.map(({ type }) => type)).toEqual(["size", "exit"]);
  expect(timeline.startsAt).toBeLessThanOrEqual(times[0] ?? 0);
  // The last of the output may reach the disk a moment after the end.
  expect(timeline.endsAt).toBeLessThanOrEqual(times.at(-1) ?? 0);

  const { place, at, screen } = await ada.terminals.screenAt(id, { offset: 5_000 });
  expect(place.offset).toBe(5_000);
  expect(at).toBeLessThanOrEqual(times.at(-1) ?? 0);
  expect(screen).toContain("1000");
  expect(textOf(await replayed(id, place))).toBe(whole.slice(5_000));
  expect((await ada.terminals.screenAt(id, { at: timeline.endsAt })).place.offset).toBe(whole.length);
  expect((await ada.terminals.screenAt(id, { at: 0 })).place).toEqual(START);
});

test("the recording of a running terminal ends where it is now, for now", async () => {
  const { id } = await ada.terminals.create({ command: ["sh", "-c", "echo ready; exec cat"] });
  for await (const event of ada.terminals.attach(id, { mode: "view", from: { offset: 0 } })) if (event.type === "data") break;
  const items = await replayed(id);
  expect(textOf(items)).toBe("ready\r\n");
  const end = items.at(-1)?.next ?? START;
  expect(await ada.terminals.replay(id, { from: end })).toEqual({ items: [], over: false });
  expect((await ada.terminals.screenAt(id, { at: Date.now() + 1_000 })).place.offset).toBe(end.offset);
  await ada.terminals.close(id);
});
