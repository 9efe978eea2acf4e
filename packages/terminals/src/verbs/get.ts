import type { Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { type TerminalRecord, toTerminal } from "../record.ts";

export async function getTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  return describeTerminal(deps, await owned(deps, actor, id));
}

/** The record with what its runner says of it now, where that can be asked. */
export async function describeTerminal(deps: Pick<TerminalDeps, "host">, record: TerminalRecord): Promise<Terminal> {
  try {
    return toTerminal(record, await deps.host.get(record.id));
  } catch (error) {
    // The record outlives what its runner knows: a runner that is away, or whose disk was cleared.
    if (error instanceof Fault && (error.kind === "unavailable" || error.kind === "not_found")) return toTerminal(record);
    throw error;
  }
}
