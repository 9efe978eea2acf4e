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
