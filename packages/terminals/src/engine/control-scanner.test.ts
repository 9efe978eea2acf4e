import { expect, test } from "vitest";
import { ControlScanner } from "./control-scanner.ts";

/** The memory of each piece is used again, as that of a terminal's output is. */
function scan(pieces: readonly Uint8Array[]): [string, number][] {
  const scanner = new ControlScanner();
  const found: [string, number][] = [];
  let before = 0;
  for (const piece of pieces) {
    const memory = Buffer.from(piece);
    scanner.push(memory, (control, end) => found.push([control, before + end]));
    memory.fill("c");
    before += piece.length;
  }
  return found;
}

const OUTPUT = Buffer.from(
  "é\x1b[1;31mred\x1b[?1000;1006h\x1b[H\x1b[6n\x1b]133;A\x07$ \x1b]11;?\x1b\\\x1bP$qm\x1b\\\x1b[?25\x1b[>4;2m\x1bc\x1b]0;a\x1b[!p\x1b[<u",
);
const FOUND = ["[?1000;1006h", "[6n", "]133;A\x07", "]11;?\x1b\\", "P$qm\x1b\\", "[>4;2m", "c", "]0;a", "[!p", "[<u"] as const;

test("case 9: what switches or asks something is found whole, cut at every byte", () => {
  const whole = scan([OUTPUT]);
  expect(whole.map(([control]) => control)).toEqual(FOUND);
  for (const [control, end] of whole) expect(OUTPUT.subarray(0, end).toString("latin1").endsWith(control)).toBe(true);
  for (let cut = 1; cut < OUTPUT.length; cut += 1) expect(scan([OUTPUT.subarray(0, cut), OUTPUT.subarray(cut)])).toEqual(whole);
  expect(scan(Array.from(OUTPUT, (byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test("case 9: a command of 20 MB without an end holds no memory and hides nothing that comes after", () => {
  const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
  const pieces = [Buffer.from("\x1b]1337;File="), ...Array.from({ length: 20 }, () => megabyte), Buffer.from("\x1b[?1049h")];
  expect(scan(pieces).map(([control]) => control)).toEqual(["[?1049h"]);
});

test("a sequence of as many bytes as are kept is found, a longer one is not", () => {
  const command = (length: number) => Buffer.from(`\x1b]${"0".repeat(length - 3)}\x07`);
  expect(scan([command(256)])).toHaveLength(1);
  expect(scan([command(257)])).toHaveLength(0);
});
