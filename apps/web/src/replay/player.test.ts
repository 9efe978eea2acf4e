import type { RecordedScreen, ReplayPage } from "@pilothouse/contracts";
import headless from "@xterm/headless";
import { expect, test } from "vitest";
import { Player } from "./player.ts";

const screenAt = (offset: number): RecordedScreen => ({
  place: { offset, events: 0 },
  at: offset,
  cols: 20,
  rows: 5,
  screen: `screen ${offset}`,
});

/** A player of which the test decides what becomes of each place that it asks for, in order. */
function open() {
  const terminal = new headless.Terminal({ cols: 20, rows: 5, allowProposedApi: true });
  const asked: PromiseWithResolvers<RecordedScreen>[] = [];
  const source = {
    screenAt: () => {
      const answer = Promise.withResolvers<RecordedScreen>();
      asked.push(answer);
      return answer.promise;
    },
    page: async (): Promise<ReplayPage> => ({ items: [], over: true }),
  };
  const line = () => terminal.buffer.active.getLine(0)?.translateToString(true);
  return { player: new Player(source, terminal), asked, line };
}

test("a place that fails to come does not take the one with it that is wanted by then", async () => {
  const { player, asked, line } = open();
  const shown = player.seek({ offset: 1 });
  void player.seek({ offset: 2 });
  asked[0]?.reject(new Error("no line"));
  await expect.poll(() => asked.length).toBe(2);
  expect(player.state.get()).toMatchObject({ status: "seeking", error: null });
  asked[1]?.resolve(screenAt(2));
  await shown;
  expect(player.state.get()).toMatchObject({ status: "ready", error: null, offset: 2 });
  expect(line()).toBe("screen 2");
});

test("a place that is wanted and fails to come is told of, until another one has come", async () => {
  const { player, asked, line } = open();
  const failed = player.seek({ offset: 1 });
  asked[0]?.reject(new Error("no line"));
  await failed;
  expect(player.state.get()).toMatchObject({ status: "failed", error: new Error("no line"), playing: false });
  const shown = player.seek({ offset: 2 });
  asked[1]?.resolve(screenAt(2));
  await shown;
  expect(player.state.get()).toMatchObject({ status: "ready", error: null });
  expect(line()).toBe("screen 2");
});

test("whoever goes to the end knows that it is the end, and plays all of it again", async () => {
  const terminal = new headless.Terminal({ cols: 20, rows: 5, allowProposedApi: true });
  const asked: unknown[] = [];
  const end = { type: "exit", at: 9, next: { offset: 9, events: 1 } } as const;
  const player = new Player(
    {
      screenAt: async (place) => {
        asked.push(place);
        return screenAt("offset" in place ? place.offset : 0);
      },
      page: async ({ from }) => ({ items: from.events === 0 && from.offset === 9 ? [end] : [], over: true }),
    },
    terminal,
  );
  await player.seek({ offset: 9 });
  expect(player.state.get()).toMatchObject({ end: "over", playing: false });
  player.toggle();
  expect(asked).toEqual([{ offset: 9 }, { offset: 0 }]);
  player.close();
});
