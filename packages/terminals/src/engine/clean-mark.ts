import { LIMITS } from "@pilothouse/contracts";
import type { NewMark } from "../port.ts";

/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A mark that can be shown anywhere: labels come from what programs print. */
export function cleanMark({ kind, label }: NewMark): NewMark {
  return { kind: clean(kind, LIMITS.markKindCharacters), label: clean(label, LIMITS.markLabelCharacters) };
}

/** Cut between characters, and before spelling out, so that a long label costs no more than a short one. */
function clean(text: string, limit: number): string {
  const spelled = text.slice(0, 2 * limit).replace(UNPRINTABLE, (character) => `\\u${hex(character)}`);
  return Array.from(spelled.toWellFormed()).slice(0, limit).join("");
}

const hex = (character: string) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
