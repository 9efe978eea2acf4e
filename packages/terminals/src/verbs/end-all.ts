import type { TerminalDeps } from "../deps.ts";
import { endTerminal } from "./close.ts";

/** Ends what runs in the terminals that a user has made, whatever team has them; their output stays. Answers how many that were. */
export async function endAllTerminals(deps: TerminalDeps, ownerId: string): Promise<number> {
  const running = await deps.store.listMade(ownerId, "running");
  for (const record of running) await endTerminal(deps, record);
  return running.length;
}
