import type { Client, Terminal } from "@pilothouse/sdk";
import { CommandFailure } from "../failure.ts";

const SHORTEST = 8;

/** For each id the shortest beginning, of at least 8 characters, that no other one has. */
export function shortIds(ids: readonly string[]): Map<string, string> {
  const sorted = [...new Set(ids)].sort();
  const pairs = sorted.map((id, at): [string, string] => {
    const shared = Math.max(sharedLength(id, sorted[at - 1]), sharedLength(id, sorted[at + 1]));
    return [id, id.slice(0, Math.max(SHORTEST, shared + 1))];
  });
  return new Map(pairs);
}

function sharedLength(one: string, other = ""): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** The one terminal whose id begins like this. */
export async function findTerminal({ terminals }: Client, beginning: string): Promise<Terminal> {
  const wanted = beginning.toLowerCase();
  const found = (await terminals.list()).filter(({ id }) => id.startsWith(wanted));
  const [only] = found;
  if (!only) throw new CommandFailure(`there is no terminal ${beginning}`);
  if (found.length > 1) throw new CommandFailure(`${beginning} is the beginning of ${found.length} ids; give more of it`);
  return only;
}
