import type { AttachEvent } from "@pilothouse/sdk";
import headless from "@xterm/headless";
import { expect, test } from "vitest";
import { watchReplies } from "./automatic-replies.ts";
import { Feed } from "./feed.ts";
import { follow, gapMarker } from "./follow.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const data = (offset: number, text: string): AttachEvent => ({ type: "data", epoch: "e", offset, bytes: bytes(text) });

async function* play(events: readonly AttachEvent[]): AsyncGenerator<AttachEvent> {
  yield* events;
}

/** Follows the events on a real xterm and tells what it drew and what it would have typed by itself. */
async function watch(events: readonly AttachEvent[], liveFrom: number) {
  const terminal = new headless.Terminal({ allowProposedApi: true, cols: 80, rows: 24 });
  const feed = new Feed(terminal);
  const isReplying = watchReplies(terminal);
  const typed: { data: string; automatic: boolean; live: boolean }[] = [];
  terminal.onData((text) => typed.push({ data: text, automatic: isReplying(), live: feed.parsingLive }));
  const seen: string[] = [];
  await follow(
    play(events),
    { terminal, feed },
    {
      liveFrom: () => liveFrom,
      painted: () => undefined,
      told: () => undefined,
      resized: ({ cols, rows }) => seen.push(`${cols}x${rows}`),
      ended: ({ exit }) => seen.push(`exit ${exit.code}`),
    },
  );
  const line = (row: number) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? "";
  return { terminal, typed, seen, line };
}

const QUERIES = "\x1b[c\x1b[>c\x1b[6n\x1b[?6n\x1b[5n\x1b[?2026$p\x1b[4$p\x1bP$qm\x1b\\";

test("every reply that xterm makes by itself is told from typing", async () => {
  const { typed } = await watch([data(0, QUERIES)], 0);
  expect(typed.length).toBeGreaterThanOrEqual(7);
  expect(typed.every(({ automatic, live }) => automatic && live)).toBe(true);
});

test("replies to replayed output are known as such, up to the byte", async () => {
  const { typed } = await watch([data(0, "abc\x1b[6n\x1b[6n")], 7);
  expect(typed.map(({ data: reply, live }) => [reply, live])).toEqual([
    ["\x1b[1;4R", false],
    ["\x1b[1;4R", true],
  ]);
});

test("a snapshot answers nothing, wherever it begins", async () => {
  const snapshot: AttachEvent = { type: "snapshot", epoch: "e", offset: 50, cols: 20, rows: 5, screen: `hello${QUERIES}` };
  const { typed, line, seen } = await watch([data(0, "old screen"), snapshot], 0);
  expect(typed.filter(({ live }) => live)).toEqual([]);
  expect(line(0)).toBe("hello");
  expect(seen).toEqual(["20x5"]);
});

test("what a person types while output streams in is not a reply", async () => {
  const { terminal, typed } = await watch([data(0, "x\x1b[6n")], 0);
  terminal.input("y");
  expect(typed.at(-1)).toEqual({ data: "y", automatic: false, live: false });
});

test("a resize comes between the bytes it was between", async () => {
  const events: AttachEvent[] = [
    data(0, "0123456789ab\r\n"),
    { type: "resize", epoch: "e", offset: 14, cols: 5, rows: 24 },
    data(14, "0123456789ab"),
    { type: "exit", epoch: "e", offset: 26, exit: { code: 3, signal: null, at: 0 }, status: "exited" },
  ];
  const { line, seen } = await watch(events, 0);
  expect(seen).toEqual(["5x24", "exit 3"]);
  expect([line(3), line(4), line(5)]).toEqual(["01234", "56789", "ab"]);
});

test("missing output leaves a mark where it is missing", async () => {
  const gap: AttachEvent = { type: "gap", epoch: "e", offset: 3_000, from: 952, to: 3_000 };
  const { line } = await watch([data(0, "before"), gap, data(3_000, "after")], 0);
  expect([line(0), line(1), line(2)]).toEqual(["before", " 2.0 KiB of older output is no longer kept ", "after"]);
  expect(gapMarker(2_048)).toContain("2.0 KiB");
});

test("no more is taken than xterm has parsed, but for a bounded rest", async () => {
  const pieces: (() => void)[] = [];
  const feed = new Feed({ write: (_output, done) => void pieces.push(() => done?.()) });
  const chunk = new Uint8Array(64 * 1024);
  let taken = 0;
  const all = (async () => {
    for (; taken < 20; taken += 1) {
      await feed.room();
      feed.write(chunk, true);
    }
    await feed.drained();
  })();
  await new Promise(setImmediate);
  expect(taken).toBe(2);
  for (let parsed = 0; parsed < 20; parsed += 1) {
    expect(pieces.length).toBeLessThanOrEqual(2);
    pieces.shift()?.();
    await new Promise(setImmediate);
  }
  await all;
});

test("a screen in mid-stream is drawn whole, whatever it cuts in two", async () => {
  const screen: AttachEvent = { type: "snapshot", epoch: "e", offset: 50, cols: 20, rows: 5, screen: "now" };
  for (const cut of ["\x1b]2;a title with no en", "\x1b[3", "\x1bP+q"]) {
    const { line } = await watch([data(0, `old${cut}`), screen, data(50, "!")], 0);
    expect(line(0)).toBe("now!");
  }
  const half: AttachEvent = { type: "data", epoch: "e", offset: 0, bytes: bytes("コ").subarray(0, 2) };
  const { line } = await watch([half, screen, data(50, "!")], 0);
  expect(line(0)).toBe("now!");
});
