import type { Terminal } from "@pilothouse/contracts";

/** Running terminals first, newest first; then the ended ones, the last one to end first. */
export function byInterest(a: Terminal, b: Terminal): number {
  const running = Number(b.status === "running") - Number(a.status === "running");
  return running || momentOf(b) - momentOf(a) || (a.id < b.id ? 1 : -1);
}

/** When a terminal last changed its state, in milliseconds since 1970. */
export function momentOf(terminal: Terminal): number {
  return terminal.exit?.at ?? terminal.createdAt;
}
