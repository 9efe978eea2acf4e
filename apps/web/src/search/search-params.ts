import type { SearchedText } from "@pilothouse/contracts";

// The first page loads what reads addresses, and has no room for the schemas.
export const TEXTS: readonly SearchedText[] = ["prompt", "answer", "thinking", "input", "output"];

/** What is searched for, and where, as the URL keeps it. */
export interface OutputSearch {
  q?: string;
  /** The output of terminals when it is left out. */
  in?: "conversations" | undefined;
  /** Which texts of conversations, such as `prompt,answer`: these two when it is left out. */
  texts?: string;
}

const USUAL: readonly SearchedText[] = ["prompt", "answer"];

export function outputSearch(search: Record<string, unknown>): OutputSearch {
  const { q } = search;
  const texts = typeof search["texts"] === "string" ? textsParam(textsOf(search["texts"])) : undefined;
  return {
    ...((typeof q === "string" || typeof q === "number") && q !== "" && { q: String(q) }),
    ...(search["in"] === "conversations" && { in: "conversations" as const, ...(texts !== undefined && { texts }) }),
  };
}

/** The texts that an address names; at least one. */
export function textsOf(texts: string | undefined): readonly SearchedText[] {
  const named = texts?.split(",") ?? [];
  const known = TEXTS.filter((text) => named.includes(text));
  return known.length === 0 ? USUAL : known;
}

/** The same for an address; `undefined`: what is usual need not be said. */
export function textsParam(texts: readonly SearchedText[]): string | undefined {
  const param = TEXTS.filter((text) => texts.includes(text)).join(",");
  return param === "" || param === USUAL.join(",") ? undefined : param;
}
