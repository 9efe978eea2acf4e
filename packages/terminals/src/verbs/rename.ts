import type { RenameTerminal, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { toTerminal } from "../record.ts";
import { liveOf } from "./get.ts";

export async function renameTerminal(deps: TerminalDeps, actor: Actor, { id, title }: RenameTerminal): Promise<Terminal> {
  await owned(deps, actor, id);
  // Asked before: whose the terminal is may change while its runner answers.
  const live = await liveOf(deps, id);
  const record = await deps.store.update(id, { title });
  if (!record) throw new Fault("not_found", `there is no terminal ${id}`);
  const terminal = toTerminal(record, live);
  const { ownerId, teamId } = record;
  deps.changes.publish({ type: "changed", ownerId, teamId, terminal });
  return terminal;
}
