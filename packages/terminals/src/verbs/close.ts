import type { Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { factsOf, type TerminalRecord, toTerminal } from "../record.ts";

/** Ends the program and everything it started; its output stays readable. Closing twice is no error. */
export async function closeTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  const record = await owned(deps, actor, id);
  if (record.status !== "running" && record.care.survivors.length === 0) return toTerminal(record);
  await deps.audit(actor, { action: "terminals.close", target: id, result: "begun" });
  return endTerminal(deps, record);
}

/** The same, whoever wants it. */
export async function endTerminal(deps: TerminalDeps, record: TerminalRecord): Promise<Terminal> {
  const { id } = record;
  deps.closing.add(id);
  const live = await deps.host.close(id).finally(() => void forgetSoon(deps, id));
  return toTerminal((await deps.store.update(id, factsOf(live))) ?? record, live);
}

/** Closes it if need be, then forgets it with all its output. */
export async function deleteTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<void> {
  const record = await owned(deps, actor, id);
  await deps.audit(actor, { action: "terminals.delete", target: id, result: "begun" });
  await removeTerminal(deps, record);
}

/** The same, whoever wants it. */
export async function removeTerminal(
  deps: TerminalDeps,
  { id, ownerId, teamId }: Pick<TerminalRecord, "id" | "ownerId" | "teamId">,
): Promise<void> {
  deps.closing.add(id);
  try {
    await deps.host.remove(id);
  } catch (error) {
    if (!(error instanceof Fault && error.kind === "not_found")) throw error;
  } finally {
    deps.closing.delete(id);
  }
  // It may have been moved meanwhile: those who had it last are told.
  const last = (await deps.store.remove(id)) ?? { ownerId, teamId };
  deps.changes.publish({ type: "removed", ...last, id });
}

/** The end is written down on its own way, and must still be seen to have been asked for. */
async function forgetSoon({ closing, recording }: TerminalDeps, id: string): Promise<void> {
  await recording.get(id)?.catch(() => undefined);
  closing.delete(id);
}
