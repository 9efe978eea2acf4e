import type { Terminal, TerminalsEvent } from "@pilothouse/contracts";

export type TerminalsById = ReadonlyMap<string, Terminal>;

/** The terminals after one event of `terminals.watch`. */
export function applyTerminalsEvent(current: TerminalsById, event: TerminalsEvent): TerminalsById {
  switch (event.type) {
    case "all":
      return new Map(event.terminals.map((terminal) => [terminal.id, terminal]));
    case "changed":
      return new Map(current).set(event.terminal.id, event.terminal);
    case "removed": {
      const next = new Map(current);
      next.delete(event.id);
      return next;
    }
  }
}
