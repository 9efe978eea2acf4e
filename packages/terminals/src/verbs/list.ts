import type { ListTerminals, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import { toTerminal } from "../record.ts";

/** The actor's own terminals, newest first; from memory of the last facts when the runner is away. */
export async function listTerminals(deps: TerminalDeps, actor: Actor, filter: ListTerminals = {}): Promise<Terminal[]> {
  const [records, live] = await Promise.all([deps.store.listOwned(actor.userId, filter.status), liveById(deps)]);
  return records.map((record) => toTerminal(record, live.get(record.id)));
}

async function liveById(deps: TerminalDeps): Promise<Map<string, RunnerTerminal>> {
  try {
    return new Map((await deps.host.list()).map((terminal) => [terminal.id, terminal]));
  } catch (error) {
    if (error instanceof Fault && error.kind === "unavailable") return new Map();
    throw error;
  }
}
