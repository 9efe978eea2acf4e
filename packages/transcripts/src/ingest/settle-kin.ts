import type { Rows } from "./rows.ts";
import type { Step } from "./step.ts";

export interface Settled {
  /** Conversations whose entries became copies, or originals. */
  readonly conversations: ReadonlySet<number>;
  /** Requests that may be another conversation's now. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Of entries that several conversations have, one is the original. Whose that is can change once: when the conversation that
 * was left behind goes on after all.
 */
export function settleKin(rows: Rows, { file, feeds, shared }: Pick<Step, "file" | "feeds" | "shared">): Settled {
  const uuids = new Set<string>();
  const keys = new Set<string>();
  for (const conversation of feeds.keys()) {
    const met = shared.get(conversation);
    for (const uuid of met?.uuids ?? []) uuids.add(uuid);
    for (const other of new Set([...(met?.others ?? []), ...rows.kin.of(conversation)])) {
      const isNew = met?.others.has(other) === true;
      if (!isNew && !rows.kin.isPrefix(conversation, other)) continue;
      const before = rows.kin.areCompared(conversation, other) ? rows.kin.isEarlier(conversation, other) : null;
      rows.kin.compare(conversation, other);
      if (rows.kin.isEarlier(conversation, other) === before) continue;
      for (const uuid of rows.kin.shared(conversation, other)) uuids.add(uuid);
      for (const key of rows.kin.sharedKeys(conversation, other)) keys.add(key);
    }
  }
  return { conversations: settleOriginals(rows, file.owner, uuids), keys };
}

/** Makes one entry of each uuid the original, and the others its copies. Answers with the conversations that have changed. */
export function settleOriginals(rows: Rows, owner: string, uuids: Iterable<string>): ReadonlySet<number> {
  const changed = new Set<number>();
  for (const uuid of uuids) {
    const twins = rows.kin.twins(owner, uuid);
    const [first, ...rest] = twins;
    if (!first) continue;
    const isBefore = (one: number, other: number) => one !== other && rows.kin.isEarlier(one, other);
    const original = rest.reduce((best, twin) => (isBefore(twin.conversation, best.conversation) ? twin : best), first);
    for (const twin of twins) {
      // A file that says something twice meant to.
      const to = twin.file === original.file ? null : original.id;
      if (twin.original === to) continue;
      rows.entries.setOriginal(twin.id, { from: twin.original, to });
      rows.calls.markCopied(twin.id, to !== null);
      changed.add(twin.conversation);
    }
  }
  return changed;
}
