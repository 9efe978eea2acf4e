const SCHEMES = new Set(["http:", "https:", "mailto:"]);
/** One address may stand for thousands of links, each of which says it again. Real ones are shorter, and so are hosts. */
const MOST_CHARACTERS = 3_000;
const MOST_OF_TARGET = 260;

/** An address that may be followed, written out; `null` for everything else, such as scripts and places of this page. */
export function safeLink(address: string): URL | null {
  if (address.length > MOST_CHARACTERS) return null;
  try {
    const url = new URL(address.trim());
    return SCHEMES.has(url.protocol) && targetWords(url).length <= MOST_OF_TARGET ? url : null;
  } catch {
    return null;
  }
}

/** Where a link leads, in few words. */
export function targetWords(url: URL): string {
  return url.protocol === "mailto:" ? url.pathname : url.host;
}
