import fc from "fast-check";
import type { Size } from "./open-terminal.ts";

/** For tests: one thing that happens to a terminal. */
export type Step = Uint8Array | Size;

export const isSize = (step: Step): step is Size => !(step instanceof Uint8Array);

const lengthOf = (step: Step) => (isSize(step) ? 1 : step.length);

export const lifeLength = (steps: readonly Step[]) => steps.reduce((sum, step) => sum + lengthOf(step), 0);

/** Cuts a life in two behind `at` bytes and sizes. */
export function split(steps: readonly Step[], at: number): [Step[], Step[]] {
  const before: Step[] = [];
  const after: Step[] = [];
  let left = at;
  for (const step of steps) {
    if (left >= lengthOf(step)) before.push(step);
    else if (left <= 0 || isSize(step)) after.push(step);
    else {
      before.push(step.subarray(0, left));
      after.push(step.subarray(left));
    }
    left -= lengthOf(step);
  }
  return [before, after];
}

/** What follows a snapshot: bytes that the screen held back come again, in one piece with the next ones. */
export function restOf(before: readonly Step[], after: readonly Step[], heldBytes: number): Step[] {
  const bytes = Buffer.concat(before.flatMap((step) => (isSize(step) ? [] : [step])));
  const held = bytes.subarray(bytes.length - heldBytes);
  const [first, ...others] = after;
  return first && !isSize(first) ? [Buffer.concat([held, first]), ...others] : [held, ...after];
}

const words = (list: string) => fc.constantFrom(...list.split(" "));
const count = fc.integer({ min: 0, max: 12 });

const text = fc.oneof(
  words("a word 日本 한 👍 👩‍👩‍👧 e\u0301 \u0301 🇩🇪 ✔️ ~`q_ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
  fc.constant("some words "),
  fc.string({ maxLength: 12 }),
);
const control = fc.constantFrom("\r", "\n", "\r\n", "\n\n\n\n\n\n", "\t", "\b", "\x0e", "\x0f", "\x07");
const colour = fc.oneof(
  fc.integer({ min: 30, max: 37 }).map(String),
  fc.integer({ min: 90, max: 107 }).map(String),
  words("38;5;9 48;5;200 38;2;1;2;3 48;2;250;251;252 58:5:3 58:2::9:8:7 39 49 59"),
);
const rendition = fc
  .array(fc.oneof(colour, words("0 1 2 3 4 4:3 5 7 8 9 21 22 24 27 53")), { maxLength: 3 })
  .map((parts) => `\x1b[${parts.join(";")}m`);
const movement = fc.oneof(
  fc.tuple(count, words("@ A B C D E F G I J K L M P S T X Z ` a b d e")).map(([n, final]) => `\x1b[${n}${final}`),
  fc.tuple(count, count, words("H f r")).map(([a, b, final]) => `\x1b[${a};${b}${final}`),
);
const mode = fc
  .tuple(words("1 6 7 9 25 45 47 66 1000 1002 1003 1004 1006 1016 1047 1048 1049 2004 2026"), words("h l"))
  .map(([name, set]) => `\x1b[?${name}${set}`);
const escaped = words("7 8 D E H M = > #8 (0 (B )0 (A c [4h [4l [20h [20l [g [3g [!p [3J [?J [1K [2K [99;99H [3b").map(
  (rest) => `\x1b${rest}`,
);
const other = fc.constantFrom(
  "\x1b[5 q",
  "\x1b[0 q",
  '\x1b[1"q',
  '\x1b[0"q',
  "\x1b[2J\x1b[H",
  "\x1b]0;title\x07",
  "\x1b]8;;http://a.example\x1b\\",
  "\x1b]8;;\x1b\\",
  "\x1bPignored\x1b\\",
  "\x1b_apc\x1b\\",
);
const output = fc
  .oneof({ weight: 5, arbitrary: text }, control, { weight: 2, arbitrary: rendition }, movement, mode, escaped, other)
  .map((data) => new TextEncoder().encode(data));

/** With a single row a wrapped line cannot be drawn exactly. */
export const anySize: fc.Arbitrary<Size> = fc.record({
  cols: fc.integer({ min: 2, max: 20 }),
  rows: fc.integer({ min: 2, max: 8 }),
});

/** Text in many scripts, colours, cursor movements, modes, both screens, and other sizes in between. */
export const anyLife: fc.Arbitrary<Step[]> = fc.array(fc.oneof({ weight: 30, arbitrary: output }, anySize), { maxLength: 60 });
