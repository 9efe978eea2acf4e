/** Each part within parts is indented further: of thousands of them, the indents would be a thousand times the text. */
const DEEPEST = 100;

/** JSON with its parts on lines of their own; other texts, and what is deeper than anybody reads, as they are. */
export function indented(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isDeep(value) ? text : JSON.stringify(value, undefined, 2);
  } catch {
    return text;
  }
}

function isDeep(value: unknown): boolean {
  let parts = [value];
  for (let depth = 0; depth < DEEPEST && parts.length > 0; depth += 1) parts = parts.flatMap(partsOf);
  return parts.length > 0;
}

function partsOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
