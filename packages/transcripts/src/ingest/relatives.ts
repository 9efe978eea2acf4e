import { forkOf } from "../agents/codex/read-codex.ts";
import type { Relatives } from "../agents/format.ts";
import type { FileRow } from "./file-rows.ts";
import { loadState } from "./file-state.ts";
import type { Rows } from "./rows.ts";

/** Forks of forks of ... that are followed. */
const DEEPEST = 20;

/** What other transcripts of the same owner know. */
export function relativesOf(rows: Rows, file: Pick<FileRow, "owner" | "agent">): Relatives {
  const totalsOf = (session: string, depth = 0): readonly number[] | null => {
    const [parent] = rows.files.ofSession(file, session);
    const conversation = rows.conversations.find(file, session);
    if (!parent || conversation === null) return null;
    const fork = forkOf(loadState(parent.state).reader);
    const own = rows.parts.totalsOf(conversation);
    if (!fork || fork.taken === 0) return own;
    const before = depth < DEEPEST ? totalsOf(fork.of, depth + 1) : null;
    // What it repeats is only known by the one that it was forked from.
    return before && [...before.slice(0, fork.taken), ...own];
  };
  const known = new Map<string, readonly number[] | null>();
  return {
    totalsOf: (session) => {
      const totals = known.get(session) ?? totalsOf(session);
      known.set(session, totals);
      return totals;
    },
  };
}

/** Forks of what that file is of that would be read otherwise, now that more is known of it. */
export function forksToRead(rows: Rows, file: FileRow): readonly FileRow[] {
  if (file.agent !== "codex" || file.session === null) return [];
  const totals = relativesOf(rows, file).totalsOf(file.session) ?? [];
  return rows.files.startedBy(file, file.session).filter((child) => {
    const fork = forkOf(loadState(child.state).reader);
    if (child.id === file.id || fork?.of !== file.session) return false;
    return fork.guessed || (fork.next !== null && totals[fork.taken] === fork.next);
  });
}
