/** What is searched for, as the URL keeps it. */
export interface OutputSearch {
  q?: string;
}

export function outputSearch(search: Record<string, unknown>): OutputSearch {
  const { q } = search;
  return (typeof q === "string" || typeof q === "number") && q !== "" ? { q: String(q) } : {};
}
