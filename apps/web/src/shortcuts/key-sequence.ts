import type { KeyPress } from "./leaders.ts";

/** A second key that comes later than this starts anew. */
export const SEQUENCE_MS = 1_000;

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"]);

/** Whether the press is of a modifier alone. */
export function isModifier(press: Pick<KeyPress, "key">): boolean {
  return MODIFIERS.has(press.key);
}

/** A press as actions name it: `n`, `N` (with Shift), `?`. `null` with Ctrl, Alt or Meta. */
export function keyName(press: KeyPress): string | null {
  if (press.ctrlKey || press.altKey || press.metaKey || isModifier(press)) return null;
  return press.key;
}

/** Recognises single keys and pairs of keys among the given ones. */
export function createKeySequence(): (name: string, at: number, known: ReadonlySet<string>) => string | null {
  let first: { name: string; at: number } | null = null;
  return (name, at, known) => {
    const pair = first && at - first.at <= SEQUENCE_MS ? `${first.name} ${name}` : null;
    first = null;
    if (pair && known.has(pair)) return pair;
    if (known.has(name)) return name;
    first = { name, at };
    return null;
  };
}
