/** What a replay's page shows, as the URL keeps it. */
export interface ReplaySearch {
  /** The byte of output to begin at. */
  at?: number;
  /** What to look for in the recording. */
  q?: string;
}

export function replaySearch(search: Record<string, unknown>): ReplaySearch {
  const at = Number(search["at"] ?? NaN);
  const { q } = search;
  const words = typeof q === "string" || typeof q === "number" ? String(q) : "";
  return { ...(Number.isSafeInteger(at) && at >= 0 ? { at } : {}), ...(words ? { q: words } : {}) };
}
