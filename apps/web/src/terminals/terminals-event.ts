import type { Terminal, TerminalsEvent } from "@pilothouse/contracts";

export type TerminalsById = ReadonlyMap<string, Terminal>;

/** The terminals after one event of `terminals.watch`. */
export function applyTerminalsEvent(current: TerminalsById, event: TerminalsEvent): TerminalsById {
  if (event.type === "all") return new Map(event.terminals.map((terminal) => [terminal.id, terminal]));
  const next = new Map(current);
  if (event.type === "removed") next.delete(event.id);
  else next.set(event.terminal.id, event.terminal);
  return next;
}
