/** What a search came to: `3 of 12`, `No match`, or nothing while there is nothing to find. */
export function findWords(words: string, { resultIndex, resultCount }: { resultIndex: number; resultCount: number }): string {
  if (words === "") return "";
  if (resultCount === 0) return "No match";
  return resultIndex < 0 ? `${resultCount} matches` : `${resultIndex + 1} of ${resultCount}`;
}
