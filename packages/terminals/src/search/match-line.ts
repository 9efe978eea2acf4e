import type { Term } from "./parse-query.ts";
import { fold, joins } from "./words.ts";

export type Range = readonly [start: number, end: number];

export interface LineMatch {
  /** In order, without overlap. */
  readonly ranges: readonly Range[];
  /** Every term begins where a word does, so that the line ranks above one in which it is inside another word. */
  readonly atStart: boolean;
}

/** Where a line has all the terms, or `null`. */
export function matchLine(line: string, terms: readonly Term[]): LineMatch | null {
  const folded = fold(line);
  const ranges: Range[] = [];
  let atStart = true;
  for (const term of terms) {
    const places = placesOf(folded, term.text);
    const begin = joins(term.text[0]) ? places.filter((at) => !joins(folded[at - 1])) : places;
    const taken = term.atStart ? begin : places;
    if (taken.length === 0) return null;
    atStart &&= begin.length > 0;
    for (const at of taken) ranges.push([at, at + term.text.length]);
  }
  return { ranges: joined(ranges), atStart };
}

function placesOf(folded: string, text: string): number[] {
  const places: number[] = [];
  for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + text.length)) places.push(at);
  return places;
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of [...ranges].sort(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}
