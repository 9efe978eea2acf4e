import type { Message } from "@pilothouse/contracts";

/** The ways that a conversation went on after one entry: the first prompts of each, in their order. */
export interface Branching {
  readonly ways: readonly number[];
  /** Which of them is shown. */
  readonly chosen: number;
}

export interface Branches {
  /** What is on the ways that are shown. */
  readonly shown: readonly Message[];
  /** By the prompts that begin a way that is shown. */
  readonly at: ReadonlyMap<number, Branching>;
}

/**
 * Leaves out what is on ways that were not chosen. `chosen` has ids of entries whose ways are wanted; where it has none,
 * the newest way is shown. Results that come back in parallel and prompts that were written down twice are no ways.
 */
export function branchesOf(messages: readonly Message[], chosen: ReadonlySet<number>): Branches {
  const byParent = Map.groupBy(
    messages.filter(({ kind, parentId }) => kind === "prompt" && parentId !== null),
    ({ parentId }) => parentId,
  );
  const forks = [...byParent.values()].map(atDifferentTimes).filter((ways) => ways.length > 1);
  if (forks.length === 0) return { shown: messages, at: new Map() };

  const parents = new Map(messages.map(({ id, parentId }) => [id, parentId]));
  const wanted = new Set<number>();
  for (const id of chosen) {
    for (let at: number | null | undefined = id; at !== null && at !== undefined && !wanted.has(at); at = parents.get(at)) {
      wanted.add(at);
    }
  }
  const at = new Map<number, Branching>();
  const left = new Set<number>();
  for (const ways of forks) {
    const ids = ways.map(({ id }) => id);
    const way = ids.find((id) => wanted.has(id)) ?? ids.at(-1);
    for (const id of ids) {
      if (id === way) at.set(id, { ways: ids, chosen: ids.indexOf(id) });
      else left.add(id);
    }
  }
  const gone = behind(left, parents);
  return { shown: messages.filter(({ id }) => !gone.has(id)), at };
}

function atDifferentTimes(prompts: readonly Message[]): Message[] {
  return [...new Map(prompts.map((prompt) => [prompt.at ?? prompt.id, prompt])).values()];
}

/** These and all that follow from them, however they are tied together. */
function behind(roots: ReadonlySet<number>, parents: ReadonlyMap<number, number | null>): ReadonlySet<number> {
  const children = Map.groupBy(parents.keys(), (id) => parents.get(id));
  const found = new Set<number>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(children.get(id) ?? []));
  }
  return found;
}
