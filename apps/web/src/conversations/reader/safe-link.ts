const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** An address that may be followed, written out; `null` for everything else, such as scripts and places of this page. */
export function safeLink(address: string): URL | null {
  try {
    const url = new URL(address.trim());
    return SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Where a link leads, in few words. */
export function targetWords(url: URL): string {
  return url.protocol === "mailto:" ? url.pathname : url.host;
}
