import { expect, test } from "vitest";
import { ModeWatch } from "./mode-watch.ts";

/** Takes output as that of a program whose terminal nobody knows, as behind ssh; tells what is recorded. */
function record(pieces: readonly string[], isShell = false): string[] {
  const recorded: string[] = [];
  const watch = new ModeWatch({
    pid: 0,
    isShell,
    onControl: () => undefined,
    append: (output) => recorded.push(Buffer.from(output).toString()),
    reset: (output) => recorded.push(`reset ${output}`),
  });
  for (const piece of pieces) {
    const memory = Buffer.from(piece);
    watch.take(memory);
    // It is used again, as that of a terminal's output is.
    memory.fill("#");
  }
  watch.stop();
  return recorded;
}

const PROMPT = "\x1b]133;D\x07\x1b[?2004h\x1b]133;A\x07";

test("case 14: behind ssh the marks of a shell tell what a program has left switched from what the shell switches", () => {
  const command = "\x1b[?2004l\x1b]133;C\x07\x1b[?1049h\x1b[?1003;1006h\x1b[>1u\x1b[?25l";
  expect(record([`${PROMPT}$ ${command}`, `${PROMPT}$ `])).toEqual([
    `${PROMPT}$ ${command}`,
    PROMPT,
    "reset \x1b[<1u\x1b[?1049l\x1b[?1003l\x1b[?1006l\x1b[?25h",
    "$ ",
  ]);
});

test("a program that has switched everything back is followed by no reset", () => {
  const command = "\x1b]133;C\x07\x1b[>1u\x1b[?1049h\x1b[?1003h\x1b[?25l\x1b[>4;2m";
  const end = "\x1b[>4m\x1b[?25h\x1b[?1003l\x1b[?1049l\x1b[<u";
  expect(record([`${PROMPT}$ ${command}`, `${end}${PROMPT}$ `])).toHaveLength(2);
});

test("without both marks of a command a prompt takes nothing back that may be the shell's", () => {
  expect(record(["\x1b]133;C\x07\x1b[?2004h\x1b]133;A\x07$ "])).toHaveLength(1);
  expect(record(["\x1b]133;D\x07\x1b[?2004h\x1b]133;A\x07$ "])).toHaveLength(1);
});

test("resets that follow each other too closely are put off", () => {
  const round = `\x1b]133;C\x07\x1b[?1003h${PROMPT}`;
  const recorded = record([PROMPT + round.repeat(1_000)]);
  expect(recorded.filter((line) => line.startsWith("reset")).length).toBeLessThan(100);
  expect(recorded.filter((line) => !line.startsWith("reset")).join("")).toBe(PROMPT + round.repeat(1_000));
});
