/** Longer ones cannot be looked through before they are opened. */
const LONGEST = 2_000;
const SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);
/** Characters that hide where a link leads: controls, and marks that turn or hide text. */
const HIDING = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** The address of a link that may be opened: web pages and mail. `null` for anything else, such as `file:` or `javascript:`. */
export function linkAddress(text: string): string | null {
  if (text.length > LONGEST || HIDING.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return SCHEMES.has(url.protocol) ? url.href : null;
}

/** Opens a link in a new tab that knows nothing of this one. */
export function openAddress(address: string): void {
  window.open(address, "_blank", "noopener,noreferrer");
}
