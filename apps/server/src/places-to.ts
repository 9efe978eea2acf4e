import { lstatSync, readlinkSync, type Stats } from "node:fs";
import { resolve, sep } from "node:path";

interface Place {
  readonly path: string;
  /** `null` when there is nothing yet. */
  readonly found: Stats | null;
}

/** As Linux. */
const MOST_LINKS = 40;

/**
 * Everything by which a path leads to what it names, in that order and with what it names last: whoever can replace one of
 * these can make it lead elsewhere. Links are among them, and the folders that they lead through.
 */
export function placesTo(path: string): Place[] {
  const places: Place[] = [{ path: sep, found: lstatSync(sep) }];
  const names = namesIn(path);
  let at: string = sep;
  let links = 0;
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const next = resolve(at, name);
    const found = lstatSync(next, { throwIfNoEntry: false }) ?? null;
    places.push({ path: next, found });
    if (found?.isSymbolicLink()) {
      links += 1;
      if (links > MOST_LINKS) throw new Error(`${path}: too many links`);
      const target = readlinkSync(next);
      if (target.startsWith(sep)) at = sep;
      names.unshift(...namesIn(target));
    } else at = next;
  }
  return places;
}

function namesIn(path: string): string[] {
  return path.split(sep).filter((name) => name !== "" && name !== ".");
}
