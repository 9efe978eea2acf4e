import { Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { removeTerminal } from "./close.ts";

interface Leaving {
  readonly ownerId: string;
  /** Whether those that run are ended, too. */
  readonly end: boolean;
}

/**
 * Forgets every terminal that a user who goes has made, whatever team has it, with its output. Fault `conflict`, with their number, while some run that
 * are not to be ended; then nothing is forgotten.
 */
export async function forgetAllTerminals(deps: TerminalDeps, { ownerId, end }: Leaving): Promise<void> {
  const all = await deps.store.listMade(ownerId);
  const running = all.filter(({ status }) => status === "running").length;
  if (running > 0 && !end) {
    const terminals = running === 1 ? "1 terminal of this user runs" : `${running} terminals of this user run`;
    throw new Fault("conflict", `${terminals}; wait for the end, or delete the user with endTerminals`, { running });
  }
  for (const record of all) await removeTerminal(deps, record);
}
