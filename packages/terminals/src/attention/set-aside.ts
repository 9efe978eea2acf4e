import type { Terminal } from "@pilothouse/contracts";
import type { TerminalDeps } from "../deps.ts";
import { type TerminalRecord, toTerminal } from "../record.ts";

/** Takes a terminal off the list of those that need somebody, and tells who watches. */
export async function setAside(deps: Pick<TerminalDeps, "store" | "changes">, record: TerminalRecord): Promise<Terminal> {
  const latest = (await deps.store.update(record.id, { attention: null })) ?? { ...record, attention: null };
  const terminal = toTerminal(latest);
  const { ownerId, teamId } = latest;
  deps.changes.publish({ type: "changed", ownerId, teamId, terminal });
  return terminal;
}
