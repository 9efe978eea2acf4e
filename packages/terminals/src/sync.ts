import { Fault, type Logger } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import type { RunnerTerminal } from "./port.ts";
import { factsOf, type TerminalRecord, toTerminal } from "./record.ts";

type SyncDeps = Pick<TerminalDeps, "store" | "host" | "runnerId" | "changes" | "clock" | "starting"> & { readonly log: Logger };

/** Writes down what the runner says of one terminal, and tells who watches: also when the disk takes nothing more. */
export async function recordChange(deps: SyncDeps, live: RunnerTerminal): Promise<void> {
  const record = await deps.store.update(live.id, factsOf(live)).catch((error: unknown) => {
    deps.log.error({ err: error, terminalId: live.id }, "a change was not recorded");
    return deps.store.get(live.id);
  });
  if (record) deps.changes.publish({ type: "changed", ownerId: record.ownerId, terminal: toTerminal(record, live) });
}

/**
 * Brings the records in line with the runner after the two were apart: what ended meanwhile is written down, and a
 * terminal that the runner has never heard of is lost.
 */
export async function reconcile(deps: SyncDeps): Promise<void> {
  const live = new Map((await deps.host.list()).map((terminal) => [terminal.id, terminal]));
  for (const record of await deps.store.listRunning(deps.runnerId)) {
    const found = live.get(record.id) ?? (await startedSince(deps, record.id));
    if (found) await recordChange(deps, found);
    else await giveUp(deps, record);
  }
}

/** A terminal that was made between the two lists is not lost. */
async function startedSince(deps: SyncDeps, id: string): Promise<RunnerTerminal | null> {
  try {
    return await deps.host.get(id);
  } catch (error) {
    if (error instanceof Fault && error.kind === "not_found") return null;
    throw error;
  }
}

async function giveUp(deps: SyncDeps, { id, ownerId, epoch }: TerminalRecord): Promise<void> {
  if (epoch === "") {
    if (deps.starting.has(id)) return;
    await deps.store.remove(id);
    deps.changes.publish({ type: "removed", ownerId, id });
    deps.log.warn({ terminalId: id }, "this terminal never started; its record is removed");
    return;
  }
  const exit = { code: null, signal: null, at: deps.clock.now() };
  const lost = await deps.store.update(id, { status: "lost", exit });
  if (lost) deps.changes.publish({ type: "changed", ownerId, terminal: toTerminal(lost) });
  deps.log.warn({ terminalId: id }, "the runner does not know this terminal; it is marked lost");
}
