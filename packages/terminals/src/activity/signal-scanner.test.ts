import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTIVITY_LIMITS } from "./limits.ts";
import { SignalScanner } from "./signal-scanner.ts";

function scan(...pieces: readonly (string | Uint8Array)[]): string[] {
  const found: string[] = [];
  const scanner = new SignalScanner({ onCommand: (text) => found.push(text) });
  for (const piece of pieces) scanner.push(typeof piece === "string" ? Buffer.from(piece) : piece);
  return found;
}

test("commands are found between colours, text and bells, with either end", () => {
  expect(scan("\u001b[31mred\u0007\u001b]0;one\u0007\u001b]9;two\u001b\\tail\u001b]2;three\u0007")).toEqual([
    "0;one",
    "9;two",
    "2;three",
  ]);
});

test("what is broken off by another sequence is not heard, and that one is", () => {
  expect(scan("\u001b]0;broken\u001b[0m\u001b]0;whole\u0007")).toEqual(["0;whole"]);
  expect(scan("\u001b]0;broken\u001b]0;whole\u0007")).toEqual(["0;whole"]);
  expect(scan("\u001b]0;broken\u0018 text \u001b]0;whole\u0007")).toEqual(["0;whole"]);
});

test("a command of the longest kind is heard, a longer one is passed over and holds no memory", () => {
  const longest = "x".repeat(ACTIVITY_LIMITS.signalBytes);
  expect(scan(`\u001b]${longest}\u0007\u001b]0;next\u0007`)).toEqual([longest, "0;next"]);
  expect(scan(`\u001b]${longest}x\u0007\u001b]0;next\u0007`)).toEqual(["0;next"]);
});

test("case 9: commands cut at any byte are the same commands", () => {
  const text =
    "a\u001b]0;✳ Claude\u0007b\u001b[1m\u001b]9;4;1;30\u001b\\c\u001b\u001b]133;A\u0007\u001b]2;◐ x\u001b\u001b]777;notify;t;b\u0007";
  const bytes = Buffer.from(text);
  const whole = scan(bytes);
  expect(whole).toEqual(["0;✳ Claude", "9;4;1;30", "133;A", "777;notify;t;b"]);
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 30 });
  fc.assert(
    fc.property(cuts, (places) => {
      const sorted = [0, ...places.sort((a, b) => a - b), bytes.length];
      const pieces = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
      expect(scan(...pieces)).toEqual(whole);
    }),
  );
});
