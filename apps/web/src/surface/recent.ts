/** When each terminal was looked at last, in order; larger is later. */
const looked = new Map<string, number>();
let count = 0;

export function noteLook(id: string): void {
  count += 1;
  looked.set(id, count);
}

/** The one of these that was looked at last; the first when none was. */
export function lastLooked(ids: readonly string[]): string | undefined {
  return ids.toSorted((a, b) => (looked.get(b) ?? 0) - (looked.get(a) ?? 0))[0];
}
