import { Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { endTerminal } from "./close.ts";

/**
 * Ends what runs in the terminals that a user has made, also what outlived its program, whatever team has them; their
 * output stays. Answers how many that were. Each is tried: Fault `unavailable`, with how many `ended` and are `left`.
 */
export async function endAllTerminals(deps: TerminalDeps, ownerId: string): Promise<number> {
  let [ended, left] = [0, 0];
  for (const record of await deps.store.listMade(ownerId)) {
    if (record.status !== "running" && record.care.survivors.length === 0) continue;
    try {
      await endTerminal(deps, record);
      ended += 1;
    } catch (error) {
      // It was deleted meanwhile: nothing of it is left.
      if (error instanceof Fault && error.kind === "not_found") continue;
      left += 1;
      deps.log.error({ err: error, terminalId: record.id }, "a terminal was not ended");
    }
  }
  if (left > 0) throw new Fault("unavailable", `${left} terminals could not be ended; try again`, { ended, left });
  return ended;
}
