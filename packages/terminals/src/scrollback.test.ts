import { LIMITS } from "@pilothouse/contracts";
import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTerminal } from "./mirror/open-terminal.ts";
import { terminalState } from "./mirror/terminal-state.ts";
import { collect, command, openAll, SIZE, viewer } from "./test-open.ts";

type Display = ReturnType<typeof openTerminal>;
const { signal } = new AbortController();
const write = (display: Display, data: string | Uint8Array) => new Promise<void>((resolve) => display.write(data, resolve));

/** Lines enough to be passed over, coloured, in two sizes; then a program that fills the screen and leaves it. */
const STORY = `
  for i in $(seq 15000); do printf '\\033[3%dm%d of many lines\\033[0m\\r\\n' $((i % 8)) $i; done
  printf '\\033[?1049h\\033[5;5Hfull screen\\033[?1049l'; seq 1 700; printf ready; exec cat
`;

/** What an emulator shows that has drawn every byte so far and keeps this many lines above its screen. */
async function drawnFromTheStart(all: Awaited<ReturnType<typeof openAll>>, id: string, lines: number) {
  const input = { ...viewer(), id, from: { offset: 0 } };
  const { events } = await collect({ terminals: all.terminals, who: all.ada, input }, (text) => text.endsWith("ready"));
  const display = openTerminal(SIZE, lines);
  for (const event of events) {
    if (event.type === "resize") display.resize(event.cols, event.rows);
    if (event.type === "data") await write(display, event.bytes);
  }
  return terminalState(display, new Map());
}

test("lines far above the screen are drawn from the recording, with their colours, as many as are asked for", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command(STORY) });
  const whole = await drawnFromTheStart(all, id, LIMITS.scrollbackLines);

  for (const lines of [LIMITS.scrollbackLines, 1_500, 1]) {
    const { offset, screen, ...size } = await terminals.scrollback(ada, { id, lines, signal });
    expect(offset).toBe((await terminals.get(ada, id)).endOffset);
    const display = openTerminal(size, LIMITS.scrollbackLines);
    await write(display, screen);
    const state = terminalState(display, new Map());
    const rows = whole.normal.rows.slice(-(lines + size.rows));
    expect(state).toEqual({ ...whole, normal: { ...whole.normal, rows } });
  }
});

test("what is printed behind a scrollback follows from its offset on", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("stty raw -echo; printf ready; exec cat") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text === "ready");
  const { epoch, offset } = await terminals.scrollback(ada, { id, signal });
  await terminals.write(ada, { id, clientId: newId(), seq: 1, data: Buffer.from("more") });
  const rest = await collect(
    { terminals, who: ada, input: { ...viewer(), id, from: { epoch, offset } } },
    (text) => text === "more",
  );
  expect(rest.text).toBe("more");
});

test("a size for which nothing was printed yet is that of the scrollback", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("stty raw -echo; printf ready; exec cat") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text === "ready");
  const size = { cols: SIZE.cols + 20, rows: SIZE.rows + 10 };
  await terminals.resize(ada, { id, ...size });
  await expect.poll(async () => (await terminals.get(ada, id)).cols, { timeout: 20_000 }).toBe(size.cols);
  expect(await terminals.scrollback(ada, { id, signal })).toMatchObject({ ...size, offset: "ready".length });
});

test("of a terminal that is over, and of somebody else's", async () => {
  await using all = await openAll();
  const { terminals, ada, bob } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("printf over") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  const one = await terminals.scrollback(ada, { id, signal });
  expect(one.screen).toContain("over");
  expect(await terminals.scrollback(ada, { id, signal })).toEqual(one);
  await expect(terminals.scrollback(bob, { id, signal })).rejects.toMatchObject({ kind: "not_found" });
});

test("of one user one is drawn at a time, and none for who is gone", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("printf over") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  const both = [terminals.scrollback(ada, { id, signal }), terminals.scrollback(ada, { id, signal })];
  const outcomes = await Promise.allSettled(both);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(refusals).toEqual([expect.objectContaining({ kind: "quota" })]);
  const gone = terminals.scrollback(ada, { id, signal: AbortSignal.abort() });
  await expect(gone).rejects.toMatchObject({ kind: "unavailable" });
});
