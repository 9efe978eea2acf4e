import type { InputKind } from "./tracker.ts";

const ESC = "\u001b";
/** Enter, Escape, Ctrl-C and digits. */
const ANSWERS = new Set(["\r", "\n", ESC, "\u0003", ..."0 1 2 3 4 5 6 7 8 9".split(" ")]);
/** The same keys as the kitty keyboard protocol has them, behind the ESC. */
const KITTY_ANSWER = /^\[(?:13|27|99)(?:;\d+)?u$/;

/** The longest of them. */
const MOST_BYTES = 12;

/** Tells keys that answer a question from the rest, such as moving through its choices. */
export function inputKind(data: Uint8Array): InputKind {
  if (data.length > MOST_BYTES) return "other";
  const keys = Buffer.from(data).toString("latin1");
  return ANSWERS.has(keys) || (keys.startsWith(ESC) && KITTY_ANSWER.test(keys.slice(1))) ? "answer" : "other";
}
