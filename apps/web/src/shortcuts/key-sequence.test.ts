import { expect, test } from "vitest";
import { createKeySequence, keyName, SEQUENCE_MS } from "./key-sequence.ts";
import type { KeyPress } from "./leaders.ts";

const known = new Set(["n", "N", "?", "g h", "g t"]);

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...change };
}

test("a single key is found at once", () => {
  expect(createKeySequence()("n", 0, known)).toBe("n");
});

test("two keys in time are a pair", () => {
  const sequence = createKeySequence();
  expect(sequence("g", 0, known)).toBeNull();
  expect(sequence("t", SEQUENCE_MS, known)).toBe("g t");
});

test("a second key that comes too late stands for itself", () => {
  const sequence = createKeySequence();
  sequence("g", 0, known);
  expect(sequence("n", SEQUENCE_MS + 1, known)).toBe("n");
  sequence("g", 5_000, known);
  expect(sequence("h", 5_000 + SEQUENCE_MS + 1, known)).toBeNull();
});

test("an unknown key between breaks a pair", () => {
  const sequence = createKeySequence();
  sequence("g", 0, known);
  sequence("x", 1, known);
  expect(sequence("h", 2, known)).toBeNull();
});

test("keys with Ctrl, Alt or Meta and modifiers alone are not ours", () => {
  expect(keyName(press("n", { ctrlKey: true }))).toBeNull();
  expect(keyName(press("Shift", { shiftKey: true }))).toBeNull();
  expect(keyName(press("N", { shiftKey: true }))).toBe("N");
});
