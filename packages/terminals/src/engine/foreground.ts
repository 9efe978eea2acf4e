import { errnoOf, Fault } from "@pilothouse/platform";
import { readProcess } from "./process-table.ts";

/**
 * Signals the process group that has the terminal, as a key press would; the leader's own group when none has it.
 * False when there is nobody left. Throws a Fault `forbidden` when another user's program is in front.
 */
export async function signalForeground(leader: number, signal: NodeJS.Signals): Promise<boolean> {
  const entry = await readProcess(leader);
  if (!entry) return false;
  return (entry.foreground > 1 && signalGroup(entry.foreground, signal)) || signalGroup(leader, signal);
}

function signalGroup(group: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    if (errnoOf(error) === "ESRCH") return false;
    if (errnoOf(error) === "EPERM") throw new Fault("forbidden", "the program in front belongs to another user");
    throw error;
  }
}
