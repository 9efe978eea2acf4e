import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackLines } from "../packed-lines.ts";
import { openTerminal } from "./open-terminal.ts";
import { Screen } from "./screen.ts";
import { anyLife, anySize, isSize, type Step } from "./terminal-life.ts";
import { terminalState } from "./terminal-state.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

const part = fc.constantFrom(
  "plain words",
  "\x1b[31mred\x1b[m",
  "\x1b[1;38;5;200mbold",
  "\x1b[0;4:3;58:2::1:2:3mcurly",
  "\x1b[K",
  "日本語",
  "👩‍👩‍👧 e\u0301",
  "\tx",
  "50%\r100%",
  "ab\bc",
  "\x07",
  "x".repeat(45),
);
const line = fc.array(part, { maxLength: 4 }).map((parts) => `${parts.join("")}\r\n`);
/** What ends or begins output that can be passed over. */
const other = fc.constantFrom(
  "\x1b[?1049h\n\x1b[?1049l",
  "\x1b[2;3r\n\x1b[r",
  "\x1b]0;t\x07",
  "\x1b(0q\x1b(B",
  "\u009b1m",
  "\x1b[4hx\x1b[4l",
  "\x1b[5A",
);

/** More lines than a screen keeps, made of a few that repeat; sometimes something else among them. */
const flood = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1_000, max: 4_000 }),
    fc.option(fc.tuple(other, fc.nat(3_999))),
  )
  .map(([lines, count, among]) => {
    const all = Array.from({ length: count }, (_, at) => `${at} is a number${lines[at % lines.length]}`);
    if (among) all.splice(among[1], 0, among[0]);
    return bytes(all.join(""));
  });

function live(screen: Screen, steps: readonly Step[], pieceBytes: number): void {
  for (const step of steps) {
    if (isSize(step)) screen.resize(step);
    else for (let at = 0; at < step.length; at += pieceBytes) screen.write(step.subarray(at, at + pieceBytes));
  }
}

async function stateOf(screen: Screen): Promise<unknown> {
  const terminal = openTerminal(screen.size);
  await new Promise<void>((resolve) => void screen.draw().then((drawn) => terminal.write(drawn, resolve)));
  const state = terminalState(terminal, new Map());
  terminal.dispose();
  return state;
}

const anyCut = fc.integer({ min: 40_000, max: 400_000 });

test("output that is passed over leaves the screen as if it had been drawn, wherever it is cut", () => {
  const steps = fc.tuple(anyLife, flood, anyLife).map(([before, text, after]) => [...before, text, ...after]);
  return fc.assert(
    fc.asyncProperty(fc.record({ size: anySize, steps, cut: anyCut }), async (run) => {
      const [drawn, skimmed] = [new Screen(run.size), new Screen(run.size)];
      // Pieces so small are never passed over.
      live(drawn, run.steps, 8_000);
      live(skimmed, run.steps, run.cut);
      expect(await stateOf(skimmed)).toEqual(await stateOf(drawn));
      expect(await skimmed.draw()).toBe(await drawn.draw());
      for (const each of [drawn, skimmed]) each.dispose();
    }),
    { numRuns: 25, seed: 6_000 },
  );
}, 120_000);

test.for(["\x1b[44;3m", "\x1b[1m\x1b[;38;2;1;2;3m\x1b[9m", "\x1b[31m\x1b[m"])(
  "a pen set once in what is passed over is in hand behind it: %j",
  async (pen) => {
    const [drawn, skimmed] = [new Screen({ cols: 20, rows: 4 }), new Screen({ cols: 20, rows: 4 })];
    const text = (count: number) => Array.from({ length: count }, (_, at) => `${at} is a number, and long\r\n`).join("");
    const steps = [bytes(text(500) + pen + text(3_000))];
    live(drawn, steps, 8_000);
    live(skimmed, steps, 1_000_000);
    expect(await stateOf(skimmed)).toEqual(await stateOf(drawn));
    for (const each of [drawn, skimmed]) each.dispose();
  },
);

test("a control character of eight bits behind a broken character is not passed over", async () => {
  const [drawn, skimmed] = [new Screen({ cols: 20, rows: 4 }), new Screen({ cols: 20, rows: 4 })];
  const text = (count: number) => bytes(Array.from({ length: count }, (_, at) => `${at} is a number\r\n`).join(""));
  const steps = [Buffer.concat([text(2_000), Uint8Array.of(0xc2, 0xc2, 0x9b), bytes("?1049h"), text(3_000)])];
  live(drawn, steps, 8_000);
  live(skimmed, steps, 1_000_000);
  expect(await stateOf(skimmed)).toEqual(await stateOf(drawn));
  for (const each of [drawn, skimmed]) each.dispose();
});

test(
  "lines that are passed over are told like those that are drawn",
  () =>
    fc.assert(
      fc.property(anySize, flood, (size, text) => {
        const [drawn, skimmed] = [new Screen(size), new Screen(size)];
        const told = [drawn, skimmed].map((screen) => {
          screen.write(bytes(`${"begin\r\n".repeat(3)}a long line that begins it all\r\n`));
          live(screen, [text], screen === drawn ? 8_000 : 1_000_000);
          screen.finish();
          return unpackLines(screen.takeLines());
        });
        const texts = told.map((lines) => lines.map((each) => each.text));
        expect(texts[1]).toEqual(texts[0]);
        for (const lines of told) lines.forEach(({ offset }, at) => expect(offset).toBeGreaterThan(lines[at - 1]?.offset ?? -1));
        for (const each of [drawn, skimmed]) each.dispose();
      }),
      { numRuns: 25, seed: 6_000 },
    ),
  120_000,
);

test.for([
  { kind: "repeated lines", text: "y\r\n" },
  {
    kind: "coloured lines",
    text: "\x1b[32m12:34:56\x1b[0m \x1b[1minfo\x1b[0m a request was answered in \x1b[36m12\x1b[0m ms with 200\r\n",
  },
])("a flood of $kind is passed over many times faster than it is drawn", ({ text }) => {
  const [few, many] = [
    bytes(text.repeat(Math.ceil(200_000 / text.length))),
    bytes(text.repeat(Math.ceil(4_000_000 / text.length))),
  ];
  const screen = new Screen({ cols: 80, rows: 24 });
  const took = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  live(screen, [few], 8_000);
  const drawing = took(() => live(screen, [few], 8_000)) / few.length;
  live(screen, [many], many.length);
  const skimming = took(() => live(screen, [many], many.length)) / many.length;
  expect(skimming).toBeLessThan(drawing / 2);
  screen.dispose();
});
