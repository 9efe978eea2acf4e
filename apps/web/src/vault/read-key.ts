/** A key as it was pasted: what of it is one, and what is to be said about that. */
export interface PastedKey {
  readonly value: string;
  readonly note: string | null;
  readonly problem: string | null;
}

/** Takes the line ends and spaces away that come with what is copied out of a terminal or a mail. */
export function readKey(text: string): PastedKey {
  const value = text.trim();
  if (/\s/.test(value))
    return { value: "", note: null, problem: "That was several lines or words. A key is one: copy it alone." };
  return { value, note: value === text ? null : "The line end or spaces around it were left out.", problem: null };
}

const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/anthropic|claude/i, "ANTHROPIC_API_KEY"],
  [/openai|codex/i, "OPENAI_API_KEY"],
  [/gemini|google/i, "GEMINI_API_KEY"],
  [/github/i, "GITHUB_TOKEN"],
];

/** The variable that programs look for a key of this name in. */
export function variableFor(name: string): string {
  const known = SERVICES.find(([service]) => service.test(name))?.[1];
  if (known !== undefined) return known;
  const variable = name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_");
  return /^[0-9]/.test(variable) ? `_${variable}` : variable;
}
