/** What of a long text is shown before all of it is wanted. */
const LINES = 12;
const CHARACTERS = 2_000;

/** What is left of a terminal's sequence that was cut. */
// oxlint-disable-next-line no-control-regex -- sequences begin with it.
const HALF = /\u001b(?:\[[0-?]*)?$/;

/** The first lines of a text and how many it has; `null` for one that is short enough. */
export function beginOf(text: string): { readonly text: string; readonly lines: number } | null {
  const lines = text.trimEnd().split("\n");
  if (lines.length <= LINES && text.length <= CHARACTERS) return null;
  const begin = lines.slice(0, LINES).join("\n").slice(0, CHARACTERS);
  return { text: begin.replace(HALF, "").toWellFormed(), lines: lines.length };
}
