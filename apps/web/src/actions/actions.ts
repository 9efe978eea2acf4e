import type { LucideIcon } from "lucide-react";
import { createStore } from "../store/store.ts";

/** Something a person can do here and now: the palette, the shortcut sheet and the keys are all made of these. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly group: "Terminal" | "Go to" | "Appearance" | "Account" | "Help";
  readonly icon: LucideIcon;
  /** A key or two keys one after the other, such as `n` or `g h`. Works where nothing is being typed. */
  readonly keys?: string;
  /** The key after the leader; works in a terminal too. */
  readonly leaderKey?: string;
  /** More of its kind may follow without the leader. */
  readonly repeats?: boolean;
  /** Like `leaderKey`, but one of many of its kind: it is not listed. */
  readonly hiddenKey?: string;
  /** Other words people look for it by. */
  readonly keywords?: string;
  readonly run: () => void;
}

type Groups = ReadonlyMap<symbol, readonly Action[]>;

const groups = createStore<Groups>(new Map());
const flat = createStore<readonly Action[]>([]);

function change(edit: (next: Map<symbol, readonly Action[]>) => void): void {
  const next = new Map(groups.get());
  edit(next);
  groups.set(next);
  flat.set([...next.values()].flat());
}

/** Offers actions until the returned function is called. */
export function offerActions(actions: readonly Action[]): () => void {
  const source = Symbol("actions");
  change((next) => next.set(source, actions));
  return () => change((next) => next.delete(source));
}

/** Everything on offer now. */
export const actions: Pick<typeof flat, "get" | "subscribe"> = flat;
