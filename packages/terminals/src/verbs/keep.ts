import type { Terminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { toTerminal } from "../record.ts";

/** Its idle time and its age count from now on. Fault `conflict` for one that is over. */
export async function keepTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  const record = await owned(deps, actor, id);
  return toTerminal(record, await deps.host.keep(id));
}
