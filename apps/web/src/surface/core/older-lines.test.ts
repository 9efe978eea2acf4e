import type { AttachEvent, Scrollback } from "@pilothouse/sdk";
import headless from "@xterm/headless";
import { expect, test } from "vitest";
import { Feed } from "./feed.ts";
import { follow } from "./follow.ts";
import { keptText } from "./kept-text.ts";
import { OlderLines } from "./older-lines.ts";

const SIZE = { cols: 20, rows: 5 };
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`).join("\r\n");
const data = (offset: number, text: string): AttachEvent => ({ type: "data", epoch: "e", offset, bytes: Buffer.from(text) });
const older = (offset: number, screen: string): Scrollback => ({ epoch: "e", offset, ...SIZE, screen });

/** A screen of which the newest thousand lines are known; `load` is waited for. */
async function setUp() {
  const terminal = new headless.Terminal({ allowProposedApi: true, scrollback: 10_000, ...SIZE });
  const feed = new Feed(terminal);
  const loads: ((answer: Scrollback) => void)[] = [];
  const said: boolean[] = [];
  const screen = {
    buffer: terminal.buffer,
    get cols() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    onScroll: terminal.onScroll,
    resize: terminal.resize.bind(terminal),
    scrollToLine: terminal.scrollToLine.bind(terminal),
    write: terminal.write.bind(terminal),
    hasSelection: () => false,
  };
  const subject = new OlderLines({
    terminal: screen,
    feed,
    load: () => new Promise((resolve) => loads.push(resolve)),
    loading: (isLoading) => said.push(isLoading),
  });
  const play = async (...events: AttachEvent[]) => {
    const hooks = { liveFrom: () => 0, painted: () => undefined, told: () => undefined, resized: () => undefined };
    const each = async function* () {
      yield* events;
    };
    await follow(each(), { terminal, feed }, { ...hooks, drew: (event) => subject.drew(event), ended: () => undefined });
  };
  await play({ type: "snapshot", epoch: "e", offset: 5_000, ...SIZE, screen: lines(4_001, 5_000) });
  const settled = async () => {
    while (said.at(-1) !== false) await new Promise(setImmediate);
  };
  const topLine = () => terminal.buffer.active.getLine(terminal.buffer.active.viewportY)?.translateToString(true);
  return { terminal, loads, said, play, settled, topLine };
}

test("older lines come above what is looked at, and what was printed meanwhile is neither missing nor doubled", async () => {
  const { terminal, loads, play, settled, topLine } = await setUp();
  await play(data(5_000, "\r\nline 5001"));
  terminal.scrollToTop();
  await play(data(5_011, "\r\nline"), data(5_017, " 5002\r\nline 5003"));
  expect(topLine()).toBe("line 4001");
  loads[0]?.(older(5_019, lines(1, 5_001) + "\r\nline 5"));
  await settled();
  expect(topLine()).toBe("line 4001");
  await play(data(5_033, "\r\nline 5004"));
  expect(keptText(terminal)).toBe(lines(1, 5_004).replaceAll("\r", ""));
  terminal.scrollToTop();
  expect(loads).toHaveLength(1);
});

test("lines drawn as of a place that is still to come wait for it", async () => {
  const { terminal, loads, play, settled } = await setUp();
  terminal.scrollToTop();
  loads[0]?.(older(5_011, `${lines(1, 5_000)}\r\nline 5001`));
  await play(data(5_000, "\r\nline 5001"), data(5_011, "\r\nline 5002"));
  await settled();
  expect(keptText(terminal)).toBe(lines(1, 5_002).replaceAll("\r", ""));
});

test("what does not fit to what is shown is asked for again, a few times, and then by who comes to the top again", async () => {
  const { terminal, loads, said, play, settled, topLine } = await setUp();
  terminal.scrollToTop();
  await play({ type: "resize", epoch: "e", offset: 5_000, cols: 21, rows: 5 });
  for (let tries = 0; tries < 3; tries += 1) {
    while (loads.length === tries) await new Promise(setImmediate);
    loads[tries]?.(older(5_000, lines(1, 5_000)));
  }
  await settled();
  expect(keptText(terminal)).toBe(lines(4_001, 5_000).replaceAll("\r", ""));
  await play(data(5_000, "\r\nline 5001"));
  expect(loads).toHaveLength(3);

  terminal.scrollLines(1);
  terminal.scrollToTop();
  expect([loads.length, said.at(-1)]).toEqual([4, true]);
  loads[3]?.({ ...older(5_011, `${lines(1, 5_000)}\r\nline 5001`), cols: 21 });
  await settled();
  expect(keptText(terminal)).toBe(lines(1, 5_001).replaceAll("\r", ""));
  expect(topLine()).toBe("line 4001");
});

test("a screen that was drawn from the first byte on has nothing above", async () => {
  const { terminal, loads, play } = await setUp();
  await play({ type: "snapshot", epoch: "e", offset: 0, ...SIZE, screen: "" }, data(0, lines(1, 400)));
  terminal.scrollToTop();
  expect(loads).toEqual([]);
});
