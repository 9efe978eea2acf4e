import { LIMITS } from "@pilothouse/contracts";
import { spellOut } from "../audit/spell-out.ts";
import type { NewMark } from "../port.ts";

/** A mark that can be shown anywhere: labels come from what programs print. */
export function cleanMark({ kind, label }: NewMark): NewMark {
  return { kind: clean(kind, LIMITS.markKindCharacters), label: clean(label, LIMITS.markLabelCharacters) };
}

/** Cut between characters, and before spelling out, so that a long label costs no more than a short one. */
function clean(text: string, limit: number): string {
  const spelled = spellOut(text.slice(0, 2 * limit));
  return Array.from(spelled.toWellFormed()).slice(0, limit).join("");
}
