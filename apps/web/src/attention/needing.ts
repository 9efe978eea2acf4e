import type { Terminal } from "@pilothouse/contracts";

/** Terminals that need somebody, the one that has waited longest first. */
export function needing(terminals: Iterable<Terminal>): Terminal[] {
  return [...terminals].filter(({ attention }) => attention).sort((a, b) => sinceOf(a) - sinceOf(b) || (a.id < b.id ? -1 : 1));
}

function sinceOf({ attention }: Terminal): number {
  return attention?.since ?? 0;
}
