import { plainTitle } from "../terminals/describe.ts";

/** The first of a project's folders, and how many more there are. */
export function folderWords(folders: readonly string[]): string {
  const [first, ...others] = folders;
  if (first === undefined) return "no folder yet";
  return others.length === 0 ? plainTitle(first) : `${plainTitle(first)} and ${others.length} more`;
}
