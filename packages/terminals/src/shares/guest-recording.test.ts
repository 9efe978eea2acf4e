import type { Actor, Guest } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { OpenTerminals } from "../open.ts";
import { collect, command, openAll, viewer } from "../test-open.ts";
import { guestOf, talking } from "./test-guests.ts";

const START = { offset: 0, events: 0 };
const FAR = { at: Date.now() + 1_000_000_000 };

/** Everything that somebody can get played of a recording, byte by byte too. */
async function played(terminals: OpenTerminals, who: Actor | Guest, { id, limit }: { id: string; limit: number }) {
  let [text, from, isOver] = ["", START, false];
  const types = new Set<string>();
  for (let pages = 0; !isOver && pages < 1_000; pages += 1) {
    const { items, over } = await terminals.replay(who, { id, from, limit });
    for (const item of items) {
      types.add(item.type);
      if (item.type === "output") text += Buffer.from(item.bytes).toString();
      from = item.next;
    }
    isOver = over;
  }
  return { text, types, isOver };
}

test("a link to a recording plays what was printed until it was made, and nothing of after", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id, say } = await talking(all);
  const { token } = await terminals.shares.create(ada, { terminalId: id, kind: "recording" });
  const guest = await guestOf(all, token);
  await say("after");
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("after\r\n"));

  const untilOffset = "before\r\n".length;
  for (const limit of [1, 3, 65_536]) {
    expect(await played(terminals, guest, { id, limit })).toMatchObject({ text: "before\r\n", isOver: true });
  }
  expect(await terminals.replay(guest, { id, from: { offset: untilOffset, events: 0 } })).toEqual({ items: [], over: true });
  expect(await terminals.replay(guest, { id, from: { offset: 10_000, events: 0 } })).toEqual({ items: [], over: true });
  for (const place of [FAR, { offset: 10_000 }, { offset: untilOffset }]) {
    const { place: reached, screen } = await terminals.screenAt(guest, { id, place });
    expect(reached.offset).toBe(untilOffset);
    expect(screen).toContain("before");
    expect(screen).not.toContain("after");
  }
  const timeline = await terminals.timeline(guest, { id });
  expect(timeline).toMatchObject({ startOffset: 0, endOffset: untilOffset, next: null, gaps: [] });
  expect(timeline.endsAt).toBeLessThanOrEqual((await terminals.timeline(ada, { id })).endsAt);
  expect(await played(terminals, ada, { id, limit: 65_536 }).then(({ text }) => text)).toContain("after");
});

test("a link to the recording of what is over plays all of it", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { command: command("echo all; exit 3") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  await terminals.close(ada, id);
  const { token } = await terminals.shares.create(ada, { terminalId: id, kind: "recording" });
  const { text, types, isOver } = await played(terminals, await guestOf(all, token), { id, limit: 65_536 });
  expect([text, isOver]).toEqual(["all\r\n", true]);
  expect(types).toContain("exit");
});

test("a live link plays nothing, and no link plays another terminal", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await talking(all);
  const { id: other } = await talking(all);
  const guests = await Promise.all(
    (["live", "recording"] as const).map(async (kind) =>
      guestOf(all, (await terminals.shares.create(ada, { terminalId: id, kind })).token),
    ),
  );
  const [live, recording] = guests;
  const ways = (guest: Guest | undefined, of: string) =>
    guest && [
      () => terminals.timeline(guest, { id: of }),
      () => terminals.screenAt(guest, { id: of, place: { offset: 0 } }),
      () => terminals.replay(guest, { id: of, from: START }),
    ];
  for (const way of ways(live, id) ?? []) await expect(way()).rejects.toMatchObject({ kind: "forbidden" });
  for (const way of [...(ways(live, other) ?? []), ...(ways(recording, other) ?? [])])
    await expect(way()).rejects.toMatchObject({ kind: "not_found" });
});
