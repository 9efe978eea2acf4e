import fc from "fast-check";
import { expect, test } from "vitest";
import { LocalModes } from "./local-modes.ts";

function undoOf(...outputs: string[]): string {
  const modes = new LocalModes();
  for (const output of outputs) modes.see(Buffer.from(output, "latin1"));
  return modes.undo();
}

test("a terminal that nothing was done to gets nothing but plain text attributes", () => {
  expect(undoOf("hello\r\n")).toBe("\x1b[0m");
});

test("what was switched on is switched off, and what was switched off again is left alone", () => {
  expect(undoOf("\x1b[?1000;1006h\x1b[?2004h\x1b[?1006l")).toBe("\x1b[?1000l\x1b[?2004l\x1b[0m");
  expect(undoOf("\x1b[?25l\x1b=")).toBe("\x1b>\x1b[?25h\x1b[0m");
  expect(undoOf("\x1b[?25l\x1b[?25h\x1b=\x1b>")).toBe("\x1b[0m");
});

test("the alternate screen is left once, whichever way it was entered", () => {
  expect(undoOf("\x1b[?47h")).toBe("\x1b[?1049l\x1b[0m");
  expect(undoOf("\x1b[?47h\x1b[?1049l")).toBe("\x1b[0m");
});

test("keyboard protocols are taken back as often as they were pushed", () => {
  expect(undoOf("\x1b[>1u\x1b[>5u\x1b[<u")).toBe("\x1b[<1u\x1b[0m");
  expect(undoOf("\x1b[>4;2m")).toBe("\x1b[>4m\x1b[0m");
  expect(undoOf("\x1b[>4;2m\x1b[>4m")).toBe("\x1b[0m");
});

test("a scroll region is taken back without moving the cursor", () => {
  expect(undoOf("\x1b[3;20r")).toBe("\x1b7\x1b[r\x1b8\x1b[0m");
});

test("it makes no difference where the output is cut", () => {
  const output = "text\x1b[?1049h\x1b[>1u\x1b[3;9r\x1b[?1000;1006hmore\x1b[?25l\x1b[>4;2m\x1b=end";
  const whole = undoOf(output);
  fc.assert(
    fc.property(fc.nat(output.length), fc.nat(output.length), (one, other) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)];
      expect(undoOf(output.slice(0, first), output.slice(first, second), output.slice(second))).toBe(whole);
    }),
  );
});
