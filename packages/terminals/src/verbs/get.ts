import type { Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { toTerminal } from "../record.ts";

export async function getTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  const record = await owned(deps, actor, id);
  try {
    return toTerminal(record, await deps.host.get(id));
  } catch (error) {
    // The record outlives what its runner knows: a runner that is away, or whose disk was cleared.
    if (error instanceof Fault && (error.kind === "unavailable" || error.kind === "not_found")) return toTerminal(record);
    throw error;
  }
}
