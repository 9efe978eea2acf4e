import type { Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import { type TerminalRecord, toTerminal } from "../record.ts";

export async function getTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  return describeTerminal(deps, await owned(deps, actor, id));
}

/** The record with what its runner says of it now, where that can be asked. */
export async function describeTerminal(deps: Pick<TerminalDeps, "host">, record: TerminalRecord): Promise<Terminal> {
  return toTerminal(record, await liveOf(deps, record.id));
}

/** What its runner says of a terminal; the record outlives that: a runner may be away, or its disk was cleared. */
export async function liveOf({ host }: Pick<TerminalDeps, "host">, id: string): Promise<RunnerTerminal | undefined> {
  try {
    return await host.get(id);
  } catch (error) {
    if (error instanceof Fault && (error.kind === "unavailable" || error.kind === "not_found")) return undefined;
    throw error;
  }
}
