import { greatestCounters, type PartRow } from "./part-rows.ts";

/** A request that all files that know it agree on, and who owns it. */
export type Merged = PartRow;

/** Whether, of two conversations that have the same request at the same time, the first was there first. */
export type IsEarlier = (conversation: number, other: number) => boolean;

/**
 * The requests of one API message, from all its parts. Those of an aside, which tells the same message once more with an id
 * of its own, are left out.
 */
export function mergeParts(parts: readonly PartRow[], isEarlier: IsEarlier): readonly Merged[] {
  const keys = Map.groupBy(parts, ({ key }) => key);
  const merged = [...keys.values()].map((group) => mergeRequest(group, isEarlier));
  const asked = merged.filter(({ extra, kind }) => extra === 0 && kind === "own");
  if (asked.length < 2) return merged;
  const kept = asked.filter(({ thread }) => thread === "");
  const first = asked.toSorted((one, other) => byTime(one, other) || (one.key < other.key ? -1 : 1)).slice(0, 1);
  const stay = new Set((kept.length > 0 ? kept : first).map(({ key }) => key));
  // Of the longest key: that of a request without an id of its own is the beginning of all others.
  const longestFirst = asked.map(({ key }) => key).toSorted((one, other) => other.length - one.length);
  const askedOf = (key: string) => longestFirst.find((one) => key === one || key.startsWith(`${one} `));
  return merged.filter(({ key }) => {
    const of = askedOf(key);
    return of === undefined || stay.has(of);
  });
}

/** Own parts before mirrors; of several, the earliest owns it. */
function mergeRequest(group: readonly PartRow[], isEarlier: IsEarlier): Merged {
  const real = group.filter(({ kind }) => kind !== "mirror");
  const [first, ...rest] = real.length > 0 ? real : group;
  if (!first) throw new Error("there is no request without a part");
  const owner = rest.reduce((owner, part) => (isBefore(part, owner, isEarlier) ? part : owner), first);
  return { ...owner, ...greatestCounters([first, ...rest]) };
}

function isBefore(part: PartRow, owner: PartRow, isEarlier: IsEarlier): boolean {
  const difference = byTime(part, owner);
  if (difference !== 0) return difference < 0;
  return part.conversation !== owner.conversation && isEarlier(part.conversation, owner.conversation);
}

function byTime(one: PartRow, other: PartRow): number {
  const [first, second] = [one.at ?? Infinity, other.at ?? Infinity];
  return first === second ? 0 : first - second;
}
