import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import type { TerminalRecord } from "./record.ts";

/** The record, if this actor owns it. A missing one and somebody else's get the same answer, so ids cannot be probed. */
export async function owned(deps: Pick<TerminalDeps, "store">, actor: Actor, id: string): Promise<TerminalRecord> {
  const record = await deps.store.get(id);
  if (record?.ownerId !== actor.userId) throw new Fault("not_found", `there is no terminal ${id}`);
  return record;
}
