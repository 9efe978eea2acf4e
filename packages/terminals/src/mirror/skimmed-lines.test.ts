import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackLines } from "../packed-lines.ts";
import { Screen } from "./screen.ts";

/** Output of fewer bytes than this at a time is drawn. */
const DRAWN_BYTES = 8_000;
const FLOOD_LINES = 1_500;

const invalid = fc.constantFrom([0xff], [0xe2, 0x80], [0xe2], [0xc3], [0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f]).map(Buffer.from);
/** `trimEnd` takes these away; the first four are columns of a terminal. */
const blank = fc.constantFrom(" ", "\u00a0", "\u3000", "\u2003", "\u1680", "\u202f", "\u205f", "\u2028");
const text = fc.constantFrom("words", "日本語", "👩‍👩‍👧", "🚀", "e\u0301", "│", "ü", "\ufffd", "0123456", "x".repeat(45));
const control = fc.constantFrom("\t", "\t\t", "\r", "\r\r", "\b", "\x07", "\x1b[31m", "\x1b[m", "\x1b[4:3;58:2::1:2:3m");
const erase = fc.constantFrom("\x1b[K", "\x1b[0K", "\x1b[1K", "\x1b[2K", "\x1b[00K", "\x1b[;K");
/** These end what can be passed over. */
const other = fc.constantFrom("\x7f", "\u0085", "\u009b1m", "\x0b", "\x1b[3b");

const asBytes = (part: fc.Arbitrary<string>) => part.map((chars) => Buffer.from(chars));
const unerased = fc.oneof({ weight: 4, arbitrary: asBytes(text) }, asBytes(blank), asBytes(control), invalid);
const usual = fc.oneof({ weight: 6, arbitrary: unerased }, asBytes(erase));
const lineOf = (part: fc.Arbitrary<Buffer>) =>
  fc
    .tuple(fc.array(part, { maxLength: 6 }), asBytes(fc.constantFrom("\r\n", "\r\n", "\r\r\n")))
    .map(([parts, end]) => Buffer.concat([...parts, end]));

/** Some lines again and again, some of them several times in a row. */
const floodOf = (part: fc.Arbitrary<Buffer>) =>
  fc
    .tuple(
      fc.array(fc.tuple(lineOf(part), fc.integer({ min: 1, max: 3 }), fc.boolean()), { minLength: 1, maxLength: 12 }),
      fc.option(fc.tuple(lineOf(asBytes(other)), fc.nat(FLOOD_LINES))),
    )
    .map(([kinds, among]) => {
      const lines = Array.from({ length: FLOOD_LINES }, (_, at) => {
        const [line, times, hasNumber] = kinds[at % kinds.length] ?? [Buffer.from("\r\n"), 1, true];
        return Buffer.concat(
          Array.from({ length: times }, () => (hasNumber ? [Buffer.from(`${at} number `), line] : [line])).flat(),
        );
      });
      if (among) lines.splice(among[1], 0, among[0]);
      return Buffer.concat([Buffer.from("begin\r\n".repeat(8)), ...lines]);
    });

function told(screen: Screen, bytes: Uint8Array, pieceBytes: number) {
  for (let at = 0; at < bytes.length; at += pieceBytes) screen.write(bytes.subarray(at, at + pieceBytes));
  screen.finish();
  const lines = unpackLines(screen.takeLines());
  screen.dispose();
  return lines;
}

/** No line is longer than a wide row. Erasing cuts a line off where it wraps. */
test.for([
  { rows: "wide", cols: fc.integer({ min: 400, max: 500 }), part: usual },
  { rows: "narrow", cols: fc.integer({ min: 8, max: 60 }), part: unerased },
])(
  "lines of any text and any bytes are read as they would have been drawn in $rows rows",
  { timeout: 60_000 },
  ({ cols, part }) => {
    const size = fc.record({ cols, rows: fc.integer({ min: 2, max: 8 }) });
    fc.assert(
      fc.property(size, floodOf(part), (dimensions, bytes) => {
        const drawn = told(new Screen(dimensions, 10), bytes, DRAWN_BYTES);
        const skimmed = told(new Screen(dimensions, 10), bytes, bytes.length);
        expect(skimmed.map((line) => line.text)).toEqual(drawn.map((line) => line.text));
      }),
      { numRuns: 40, seed: 6_000 },
    );
  },
);
