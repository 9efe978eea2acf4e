import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTerminal } from "./mirror/open-terminal.ts";
import { terminalState } from "./mirror/terminal-state.ts";
import { command, link, openAll, SIZE, viewer } from "./test-open.ts";

type All = Awaited<ReturnType<typeof openAll>>;

/** An emulator that shows what a new viewer is sent until exactly `end`; from the first byte on, or with a screen first. */
async function look({ terminals, ada }: All, id: string, to: { readonly end: number; readonly from?: { offset: number } }) {
  const display = openTerminal(SIZE);
  const write = (data: string | Uint8Array) => new Promise<void>((resolve) => display.write(data, resolve));
  const own = link();
  let at = 0;
  const input = { ...viewer(), id, ...(to.from && { from: to.from }) };
  for await (const { event } of await terminals.attach(ada, input, own)) {
    if (event.type === "snapshot") {
      display.resize(event.cols, event.rows);
      await write(event.screen);
      at = event.offset;
      if (at >= to.end) break;
    } else if (event.type === "resize") display.resize(event.cols, event.rows);
    else if (event.type === "data") {
      await write(event.bytes.subarray(0, to.end - event.offset));
      at = event.offset + event.bytes.length;
      await terminals.ack(ada, { id, viewerId: input.viewerId, offset: at });
      if (at >= to.end) break;
    } else if (event.type === "exit") break;
  }
  own.stop();
  const line = (row: number) => display.buffer.active.getLine(row)?.translateToString(true) ?? "";
  return { state: terminalState(display, new Map()), line, offset: at };
}

/** Where the output has got to once the program has printed something from `from` on, or since it has `cols`, that fits. */
async function printed(
  { terminals, ada }: All,
  id: string,
  text: { readonly from: number; readonly fits: RegExp; readonly cols?: number },
): Promise<number> {
  const own = link();
  let output = "";
  let { cols } = SIZE;
  const input = { ...viewer(), id, from: { offset: text.from } };
  for await (const { event } of await terminals.attach(ada, input, own)) {
    if (event.type === "resize") cols = event.cols;
    if (event.type !== "data") continue;
    if (cols === (text.cols ?? cols)) output += Buffer.from(event.bytes).toString("latin1");
    const offset = event.offset + event.bytes.length;
    await terminals.ack(ada, { id, viewerId: input.viewerId, offset });
    if (text.fits.test(output)) {
      own.stop();
      return offset;
    }
  }
  throw new Error("the program has ended");
}

const LINES = "seq -f 'line %g \u{1F44D} of the file' 1 400 > lines.txt";

test.for([
  { name: "vi", run: "vi lines.txt", ready: /line 20/, keys: "/line 222\rix\x1b:set number\r", done: /222/, quit: ":q!\r" },
  { name: "less", run: "less lines.txt", ready: /line 20/, keys: " /line 222\r", done: /line 222/, quit: "q" },
  { name: "htop", run: "htop -d 2", ready: /PID/, keys: "\x1b[B\x1b[B", done: /./, quit: "q" },
])(
  "case 12: $name is the same cell for cell after a detach, another size and a new attach, and leaves the screen that was",
  async (program) => {
    await using all = await openAll();
    const { terminals, ada } = all;
    const script = `cd "$HOME"; ${LINES}; printf 'before\\n'; ${program.run}; printf 'after'; exec cat`;
    const { id } = await terminals.create(ada, { ...SIZE, command: command(script) });
    const clientId = newId();
    const send = (seq: number, text: string) => terminals.write(ada, { id, clientId, seq, data: Buffer.from(text) });

    const ready = await printed(all, id, { from: 0, fits: program.ready });
    expect((await look(all, id, { end: ready })).state.active).toBe("alternate");
    await send(1, program.keys);
    const searched = await printed(all, id, { from: ready, fits: program.done });
    await all.host.resize(id, { cols: 101, rows: 31 });
    const end = await printed(all, id, { from: searched, fits: /[^]{500}/, cols: 101 });

    const again = await look(all, id, { end: 0 });
    expect(again.offset).toBeGreaterThanOrEqual(end);
    const always = await look(all, id, { end: again.offset, from: { offset: 0 } });
    expect(always.state).toMatchObject({ size: [101, 31], active: "alternate" });
    expect(again.state).toEqual(always.state);

    await send(2, program.quit);
    const over = await printed(all, id, { from: end, fits: /after$/ });
    const [whole, late] = [await look(all, id, { end: over, from: { offset: 0 } }), await look(all, id, { end: over })];
    expect(whole.state).toMatchObject({ active: "normal", mouse: ["NONE", "DEFAULT"] });
    expect([whole.line(0), whole.line(1)]).toEqual(["before", "after"]);
    expect(late.state).toEqual(whole.state);
  },
);
