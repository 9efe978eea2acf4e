const TERMINAL = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Which notifications' terminals need nobody any more, by the terminals that needed somebody before and now. One that is not
 * in either list may be newer than this page knows, except at first, when everything shown is old. `null`: there are none.
 */
export function settled(before: ReadonlySet<string> | null, now: ReadonlySet<string>): ((tag: string) => boolean) | null {
  if (before && [...before].every((id) => now.has(id))) return null;
  return (tag) => TERMINAL.test(tag) && !now.has(tag) && (before === null || before.has(tag));
}
