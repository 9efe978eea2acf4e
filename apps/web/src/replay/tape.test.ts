import type { ReplayItem } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { Tape } from "./tape.ts";

const START = { offset: 0, events: 0 };
const TOTAL = 2 * 1024 * 1024;

/** A recording of pieces of 4 KiB, and how much of it was asked for. */
function recording() {
  const asked = { bytes: 0 };
  const fetch = async ({ from, limit }: { from: { offset: number }; limit: number }) => {
    const items: ReplayItem[] = [];
    for (let at = from.offset; at < Math.min(TOTAL, from.offset + limit); at += 4_096) {
      items.push({ type: "output", at, next: { offset: at + 4_096, events: 0 }, bytes: new Uint8Array(4_096) });
      asked.bytes += 4_096;
    }
    return { items, over: from.offset + limit >= TOTAL };
  };
  return { asked, fetch };
}

test("all of a recording comes in order, and little of it lies ahead of what was taken", async () => {
  const { asked, fetch } = recording();
  const tape = new Tape(START, fetch);
  let taken = 0;
  for (;;) {
    await tape.ready();
    const { next } = tape;
    if (!next) break;
    expect(next.at).toBe(taken);
    tape.take();
    taken += 4_096;
    expect(asked.bytes - taken).toBeLessThanOrEqual(256 * 1024);
  }
  expect(taken).toBe(TOTAL);
  expect(tape.over).toBe(true);
});

test("a page that does not come fails who waits for it, and is asked for again", async () => {
  const { fetch } = recording();
  let failures = 1;
  const tape = new Tape(START, (page) => (failures-- > 0 ? Promise.reject(new Error("no line")) : fetch(page)));
  await expect(tape.ready()).rejects.toThrow("no line");
  await tape.ready();
  expect(tape.next?.at).toBe(0);
});

test("a recording that goes on has no end, and may have more later", async () => {
  const tape = new Tape(START, async () => ({ items: [], over: false }));
  await tape.ready();
  expect(tape.next).toBeUndefined();
  expect(tape.over).toBe(false);
});

test("where a recording goes on, more is asked for once a second ahead of play, and at once when it is needed", async () => {
  let [time, calls] = [0, 0];
  const fetch = async ({ from: { offset } }: { from: { offset: number } }) => {
    calls += 1;
    const item = (end: number): ReplayItem => ({
      type: "output",
      at: end,
      next: { offset: end, events: 0 },
      bytes: new Uint8Array(1),
    });
    return { items: [item(offset + 1), item(offset + 2)], over: false };
  };
  const tape = new Tape(START, fetch, () => time);
  const isAsked = async () => {
    const before = calls;
    await tape.ready();
    // What is fetched ahead is not waited for.
    await new Promise(setImmediate);
    return calls > before;
  };
  expect(await isAsked()).toBe(true);
  for (let frame = 0; frame < 60; frame += 1) expect(await isAsked()).toBe(false);
  time = 999;
  expect(await isAsked()).toBe(false);
  time = 1_000;
  expect(await isAsked()).toBe(true);
  expect(await isAsked()).toBe(false);
  for (let left = 4; left > 0; left -= 1) tape.take();
  expect(await isAsked()).toBe(true);
  expect(tape.next?.at).toBe(5);
});
