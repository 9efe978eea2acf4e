/** The address of a link that may be opened: only web pages. `null` for anything else, such as `file:` or `javascript:`. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** Opens a web page in a new tab that knows nothing of this one. */
export function openAddress(address: string): void {
  window.open(address, "_blank", "noopener,noreferrer");
}
