import fc from "fast-check";
import { expect, test } from "vitest";
import { learnCharsets } from "./charsets.ts";
import { internalsOf, spareCell } from "./internals.ts";
import { openTerminal, type Size } from "./open-terminal.ts";
import { Screen } from "./screen.ts";
import { anyLife, anySize, isSize, lifeLength, restOf, split, type Step } from "./terminal-life.ts";
import { terminalState } from "./terminal-state.ts";

type Terminal = ReturnType<typeof openTerminal>;

const bytes = (text: string) => new TextEncoder().encode(text);
const write = (terminal: Terminal, data: string | Uint8Array) => new Promise<void>((resolve) => terminal.write(data, resolve));

async function feed(terminal: Terminal, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (isSize(step)) terminal.resize(step.cols, step.rows);
    else await write(terminal, step);
  }
}

/** What a screen is given it may not keep: the memory is used again. */
function live(screen: Screen, steps: readonly Step[]): void {
  for (const step of steps) {
    if (isSize(step)) screen.resize(step);
    else {
      const memory = new Uint8Array(step);
      screen.write(memory);
      memory.fill(0x58);
    }
  }
}

const probe = openTerminal({ cols: 2, rows: 1 });
const charsets = await learnCharsets(internalsOf(probe), (data) => write(probe, data));

/**
 * The cursor waits behind the last column, and the cell it came from was erased since. Only printing gets it there, so
 * a snapshot has a blank in that cell.
 */
async function waitsOnErased(size: Size, steps: readonly Step[]): Promise<boolean> {
  const terminal = openTerminal(size);
  await feed(terminal, steps);
  const { active } = internalsOf(terminal).buffers;
  const last = active.lines.get(active.ybase + active.y)?.loadCell(terminal.cols - 1, spareCell(active));
  terminal.dispose();
  return active.x >= terminal.cols && last?.getChars() === "" && last.getWidth() !== 0;
}

/** How a terminal ends that was there from the start, and one that joined with a snapshot taken at `at`. */
async function bothEnds(size: Size, steps: readonly Step[], at: number) {
  const [before, after] = split(steps, at);
  fc.pre(!(await waitsOnErased(size, before)));
  const screen = new Screen(size);
  live(screen, before);
  const [joined, whole] = [openTerminal(screen.size), openTerminal(size)];
  await write(joined, await screen.draw());
  await feed(joined, restOf(before, after, screen.heldBytes));
  await feed(whole, steps);
  const states = { joined: terminalState(joined, charsets), whole: terminalState(whole, charsets) };
  for (const each of [screen, joined, whole]) each.dispose();
  return states;
}

test("a snapshot and the rest give the terminal that was fed from the start", async () => {
  await fc.assert(
    fc.asyncProperty(anySize, anyLife, fc.double({ min: 0, max: 1, noNaN: true }), async (size, life, where) => {
      const { joined, whole } = await bothEnds(size, life, Math.round(where * lifeLength(life)));
      expect(joined).toEqual(whole);
    }),
    { numRuns: 200, seed: 6_000 },
  );
}, 60_000);

test("drawing a screen changes nothing of it", () => {
  const where = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.assert(
    fc.asyncProperty(anySize, anyLife, where, async (size, life, at) => {
      const [before, after] = split(life, Math.round(at * lifeLength(life)));
      const [drawn, left] = [new Screen(size), new Screen(size)];
      live(drawn, before);
      live(left, before);
      await drawn.draw();
      live(drawn, after);
      live(left, after);
      expect(await drawn.draw()).toBe(await left.draw());
      for (const each of [drawn, left]) each.dispose();
    }),
    { numRuns: 100, seed: 6_000 },
  );
}, 60_000);

test.for([
  ["a cursor that waits to wrap", "0123456789\x1b[31m", "x"],
  ["a mark for the character before", "cafe", "\u0301"],
  ["a character to repeat", "ab", "\x1b[3b"],
  ["a wide character that wrapped early", "012345678日", "本"],
  ["half a wide character that was overwritten", "日本\x1b[1;2H\x1b[44mx", "y"],
  ["erased cells with a background", "\x1b[44m\x1b[2J\x1b[H\x1b[3;4Hx\x1b[K", "y"],
  ["text and blanks and nothing", "a  \x1b[3Cb", "c"],
  ["the alternate screen over a scrolled one", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n\x1b[?1049h\x1b[2;2Halt", "\x1b[?1049lback"],
  ["a scroll region and origin mode", "\x1b[2;3r\x1b[?6h\x1b[2;1Hx", "\r\n\r\n\x1b[Hy"],
  ["a saved cursor", "\x1b[2;4H\x1b[1;35m\x1b7\x1b[H\x1b[0m", "\x1b8x"],
  ["line drawing", "\x1b(0qqq", "qx\x1b(Bq"],
  ["tab stops", "\x1b[3g\x1b[1;4H\x1bH\r", "\tx\ty"],
  ["insert mode", "abc\x1b[4h\x1b[1;2Hx", "y\u0301"],
  ["mouse, paste, keys and a hidden cursor", "\x1b[?1003;1006;2004;1;66;1004;25l\x1b[?1003;1006;2004;1;66;1004h", ""],
  ["curly coloured underlines and a link", "\x1b[4:3;58:2::1:2:3mA\x1b]8;id=i;http://x.example/?a;b\x1b\\L", "M\x1b]8;;\x1b\\N"],
  ["a line that began above the scrollback", `${"x".repeat(15)}\x1b[1;1H\x1b[M`, "y"],
] as const)("survives a snapshot: %s", async ([, before, after]) => {
  const steps = [bytes(before), bytes(after), { cols: 14, rows: 5 }];
  const { joined, whole } = await bothEnds({ cols: 10, rows: 4 }, steps, bytes(before).length);
  expect(joined).toEqual(whole);
});

test.for([
  "pre\x1b[1;31mpost",
  "pre\x1b]2;a title with “quotes”\x1b\\post",
  "pre\x1b]8;;http://a.example\x07link\x1b]8;;\x07post",
  "pre\x1bP1$qm\x1b\\post",
  "pre\x1b_G an image \x1b\\post",
  "pre\x1b[3\n1mpost",
  "日本語 – “” … 👩‍👩‍👧 e\u0301",
  "pre\u009b31mpost\u009d2;t\u009cpost",
])("a snapshot at any byte of %j is exact", async (output) => {
  const steps = [bytes(output)];
  for (let at = 0; at <= lifeLength(steps); at += 1) {
    const { joined, whole } = await bothEnds({ cols: 12, rows: 4 }, steps, at);
    expect(joined, `cut behind byte ${at}`).toEqual(whole);
  }
});

test.for(["\x1b[1J", "\x1b[?1J"])("erasing up to the last cell with %j does not stop the terminal", async (erase) => {
  const { joined, whole } = await bothEnds({ cols: 3, rows: 2 }, [bytes("abcdef"), bytes(`${erase}x`)], 6);
  expect(joined).toEqual(whole);
  const screen = new Screen({ cols: 3, rows: 2 });
  screen.write(bytes(`abcdef${erase}\x1b[Hgone`));
  expect(await screen.draw()).not.toContain("c");
  screen.dispose();
});

test("a string too long to repeat is still a string after a snapshot", async () => {
  for (const [open, close] of [
    ["\x1b]52;c;", "\x07"],
    ["\x1bPq", "\x1b\\"],
    ["\x1b_G", "\x1b\\"],
  ] as const) {
    const screen = new Screen({ cols: 20, rows: 4 });
    screen.write(bytes(`before${open}${"A".repeat(100_000)}`));
    const drawn = await screen.draw();
    expect(drawn.length).toBeLessThan(1_000);
    const joined = openTerminal(screen.size);
    await write(joined, drawn);
    await write(joined, `AAAA;${close}after`);
    expect(joined.buffer.active.getLine(0)?.translateToString(true)).toBe("beforeafter");
    for (const each of [screen, joined]) each.dispose();
  }
});

test("case 8: characters of several bytes and joined ones, split at every byte, give the screen of the unsplit ones", async () => {
  const text = bytes("日本語 é e\u0301 👍🏽 👩‍👩‍👧 🇩🇪 ✔️ \r\nend");
  const whole = new Screen({ cols: 12, rows: 4 });
  whole.write(text);
  for (let at = 1; at < text.length; at += 1) {
    const halves = new Screen(whole.size);
    live(halves, [text.subarray(0, at), text.subarray(at)]);
    expect(await halves.draw(), `cut behind byte ${at}`).toBe(await whole.draw());
    halves.dispose();
  }
  const single = new Screen(whole.size);
  live(
    single,
    Array.from(text, (_, at) => text.subarray(at, at + 1)),
  );
  expect(await single.draw()).toBe(await whole.draw());
  for (const each of [whole, single]) each.dispose();
});

test("case 9: a string that never ends costs no memory, and the output behind it is drawn", async () => {
  const screen = new Screen({ cols: 80, rows: 24 });
  const piece = new Uint8Array(1024 * 1024).fill(65);
  screen.write(bytes("\x1b]0;"));
  for (let megabyte = 0; megabyte < 20; megabyte += 1) screen.write(piece);
  screen.write(bytes("\x07recovered"));
  expect((await screen.draw()).length).toBeLessThan(1_000);
  expect(await screen.draw()).toContain("recovered");
  screen.dispose();
});

test("a drawing that would be too long leaves out scrollback and keeps the screen", async () => {
  const screen = new Screen({ cols: 80, rows: 24 });
  for (let line = 0; line < 1_000; line += 1) screen.write(bytes(`${line} ${"x".repeat(60)}\r\n`));
  screen.write(bytes("the last line"));
  const all = await screen.draw();
  const some = await screen.draw(all.length / 2);
  expect(some.length).toBeLessThan(all.length / 2);
  expect(some).toContain("the last line");
  expect(some).toContain("\n999 ");
  screen.dispose();
});

test("a viewer that comes in the midst of a synchronized update is not shown half of it, and then has all of it", async () => {
  const [before, update, after] = [
    "old\r\n",
    "\x1b[?2026h\x1b[H\x1b[2Jhalf \x1b[32mof it\x1b[m\r\nand the rest\x1b[?2026l",
    "\r\nnew",
  ];
  const size = { cols: 20, rows: 4 };
  const steps = [bytes(before + update + after)];
  for (let at = 0; at <= before.length + update.length; at += 1) {
    const { joined, whole } = await bothEnds(size, steps, at);
    expect(joined).toEqual(whole);
    const screen = new Screen(size);
    live(screen, split(steps, at)[0]);
    const viewer = openTerminal(size);
    await write(viewer, await screen.draw());
    // Emulators draw nothing while this is on.
    const isInside = at >= before.length + "\x1b[?2026h".length && at < before.length + update.length;
    expect(viewer.modes.synchronizedOutputMode).toBe(isInside);
    for (const each of [screen, viewer]) each.dispose();
  }
});
