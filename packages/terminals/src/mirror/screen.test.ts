import fc from "fast-check";
import { expect, test } from "vitest";
import { learnCharsets } from "./charsets.ts";
import { internalsOf } from "./internals.ts";
import { openTerminal, Screen, type Size } from "./screen.ts";
import { terminalState } from "./terminal-state.ts";

type Step = Uint8Array | Size;

const utf8 = new TextEncoder();
const isSize = (step: Step): step is Size => !(step instanceof Uint8Array);

function write(terminal: ReturnType<typeof openTerminal>, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(data, resolve));
}

async function feed(terminal: ReturnType<typeof openTerminal>, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (isSize(step)) terminal.resize(step.cols, step.rows);
    else await write(terminal, step);
  }
}

const probe = openTerminal({ cols: 2, rows: 1 });
const charsets = await learnCharsets(internalsOf(probe), (data) => write(probe, data));

/** Cuts a life of a terminal in two at byte (or resize) number `at`. */
function split(steps: readonly Step[], at: number): [Step[], Step[]] {
  const before: Step[] = [];
  const after: Step[] = [];
  let left = at;
  for (const step of steps) {
    const length = isSize(step) ? 1 : step.length;
    if (left >= length) before.push(step);
    else if (left <= 0 || isSize(step)) after.push(step);
    else {
      before.push(step.subarray(0, left));
      after.push(step.subarray(left));
    }
    left -= length;
  }
  return [before, after];
}

/** What follows a snapshot: bytes that the screen held back come again, in one piece with the next ones. */
function rest(before: readonly Step[], after: readonly Step[], heldBytes: number): Step[] {
  const bytes = Buffer.concat(before.flatMap((step) => (isSize(step) ? [] : [step])));
  const held = bytes.subarray(bytes.length - heldBytes);
  const [first, ...others] = after;
  return first && !isSize(first) ? [Buffer.concat([held, first]), ...others] : [held, ...after];
}

/**
 * The cursor waits behind the last column, and the cell it came from was erased since. Only printing gets it there, so
 * a snapshot has a blank in that cell.
 */
async function waitsOnErased(size: Size, steps: readonly Step[]): Promise<boolean> {
  const terminal = openTerminal(size);
  await feed(terminal, steps);
  const { active } = internalsOf(terminal).buffers;
  const last = active.lines.get(active.ybase + active.y)?.loadCell(terminal.cols - 1, active.getNullCell());
  const waits = active.x >= terminal.cols && last?.getChars() === "" && last.getWidth() !== 0;
  terminal.dispose();
  return waits;
}

/** Asserts that a terminal which joins in the middle ends like one that was there from the start. */
async function assertSame(size: Size, steps: readonly Step[], at: number): Promise<void> {
  const [before, after] = split(steps, at);
  fc.pre(!(await waitsOnErased(size, before)));
  const screen = new Screen(size);
  for (const step of before) {
    if (isSize(step)) screen.resize(step);
    else await screen.write(step);
  }
  const joined = openTerminal(screen.size);
  const whole = openTerminal(size);
  try {
    await write(joined, await screen.draw());
    await feed(joined, rest(before, after, screen.heldBytes));
    await feed(whole, steps);
    expect(terminalState(joined, charsets)).toEqual(terminalState(whole, charsets));
  } finally {
    for (const each of [screen, joined, whole]) each.dispose();
  }
}

const text = fc.oneof(
  fc.constantFrom("a", "word ", "日本", "한", "👍", "👩‍👩‍👧", "e\u0301", "\u0301", "🇩🇪", "✔️", "~`q_", "x".repeat(30)),
  fc.string({ maxLength: 12 }),
);
const control = fc.constantFrom("\r", "\n", "\r\n", "\n\n\n\n\n\n", "\t", "\b", "\x0e", "\x0f", "\x07");
const n = fc.integer({ min: 0, max: 12 });
const colour = fc.oneof(
  fc.integer({ min: 30, max: 37 }).map(String),
  fc.integer({ min: 90, max: 107 }).map(String),
  fc.constantFrom("38;5;9", "48;5;200", "38;2;1;2;3", "48;2;250;251;252", "58:5:3", "58:2::9:8:7", "39", "49", "59"),
);
const sgr = fc
  .array(fc.oneof(colour, fc.constantFrom("0", "1", "2", "3", "4", "4:3", "5", "7", "8", "9", "21", "22", "24", "27", "53")), {
    maxLength: 3,
  })
  .map((parts) => `\x1b[${parts.join(";")}m`);
const csi = fc.oneof(
  fc.tuple(n, fc.constantFrom(..."@ABCDEFGIJKLMPSTXZ`abde")).map(([count, final]) => `\x1b[${count}${final}`),
  fc.tuple(n, n, fc.constantFrom("H", "r", "f")).map(([a, b, final]) => `\x1b[${a};${b}${final}`),
);
const MODES = ["1", "6", "7", "9", "25", "45", "47", "66", "1000", "1002", "1003", "1004", "1006", "1016", "1047", "1048", "1049"];
const mode = fc
  .tuple(fc.constantFrom(...MODES, "2004", "2026"), fc.constantFrom("h", "l"))
  .map(([name, set]) => `\x1b[?${name}${set}`);
const escape = fc.constantFrom(
  ...["\x1b7", "\x1b8", "\x1bD", "\x1bE", "\x1bH", "\x1bM", "\x1b=", "\x1b>", "\x1b#8", "\x1b(0", "\x1b(B", "\x1b)0", "\x1b(A"],
  ...["\x1b[4h", "\x1b[4l", "\x1b[20h", "\x1b[20l", "\x1b[g", "\x1b[3g", "\x1b[!p", "\x1b[5 q", "\x1b[0 q", '\x1b[1"q', '\x1b[0"q'],
  ...["\x1b]0;title\x07", "\x1b]8;;http://a.example\x1b\\", "\x1b]8;;\x1b\\", "\x1bPignored\x1b\\", "\x1b_apc\x1b\\", "\x1bc"],
  ...["\x1b[2J\x1b[H", "\x1b[3J", "\x1b[?J", "\x1b[1K", "\x1b[2K", "\x1b[99;99H", "\x1b[3b"],
);
const size = fc.record({ cols: fc.integer({ min: 2, max: 20 }), rows: fc.integer({ min: 2, max: 8 }) });
const output = fc
  .oneof({ weight: 5, arbitrary: text }, control, { weight: 2, arbitrary: sgr }, csi, mode, escape)
  .map((data) => utf8.encode(data));
const steps = fc.array(fc.oneof({ weight: 30, arbitrary: output }, size), { maxLength: 60 });

test("a snapshot and the rest give the terminal that was fed from the start", async () => {
  await fc.assert(
    fc.asyncProperty(size, steps, fc.double({ min: 0, max: 1, noNaN: true }), async (first, life, where) => {
      const total = life.reduce((sum, step) => sum + (isSize(step) ? 1 : step.length), 0);
      await assertSame(first, life, Math.round(where * total));
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
}, 600_000);
