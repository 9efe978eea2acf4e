import type { TerminalAttention } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { nextAttention } from "./attention/next-attention.ts";
import { has } from "./access.ts";
import type { TerminalDeps } from "./deps.ts";
import type { RunnerTerminal } from "./port.ts";
import { factsOf, type RunnerFacts, type TerminalRecord, toTerminal } from "./record.ts";

type SyncDeps = Omit<TerminalDeps, "viewers" | "sizes" | "nameOf" | "possessions" | "rights" | "limits">;

/** Writes down what the runner says of one terminal, in its order, and tells who watches: also when the disk takes nothing more. */
export function recordChange(deps: SyncDeps, live: RunnerTerminal): Promise<void> {
  return inOrder(deps, live.id, async () => {
    const before = await deps.store.get(live.id);
    if (before) await recordNext(deps, before, { facts: factsOf(live), live });
  });
}

async function recordNext(
  deps: SyncDeps,
  before: TerminalRecord,
  { facts, live }: { readonly facts: Partial<RunnerFacts>; readonly live?: RunnerTerminal },
): Promise<void> {
  const { id, ownerId } = before;
  const looking = deps.presence.sees(ownerId, id);
  const attention = nextAttention(before, { ...before, ...facts }, { looking, closing: deps.closing.has(id) });
  const record = await deps.store.update(id, { ...facts, attention }).catch((error: unknown) => {
    deps.log.error({ err: error, terminalId: id }, "a change was not recorded");
    return deps.store.get(id);
  });
  if (!record) return;
  const terminal = toTerminal(record, live);
  deps.changes.publish({ type: "changed", ownerId, teamId: record.teamId, terminal });
  if (!looking && isNew(before.attention, attention) && (await has(deps, ownerId, record))) deps.onAttention(ownerId, terminal);
}

function isNew(before: TerminalAttention | null, after: TerminalAttention | null): boolean {
  return after !== null && (before?.kind !== after.kind || before.since !== after.since);
}

async function inOrder({ recording }: SyncDeps, id: string, work: () => Promise<void>): Promise<void> {
  const before = recording.get(id) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(work);
  recording.set(id, mine);
  await mine.finally(() => recording.get(id) === mine && recording.delete(id));
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

async function giveUp(deps: SyncDeps, record: TerminalRecord): Promise<void> {
  const { id, ownerId, teamId, epoch } = record;
  if (epoch === "") {
    if (deps.starting.has(id)) return;
    const last = (await deps.store.remove(id)) ?? { ownerId, teamId };
    deps.changes.publish({ type: "removed", ...last, id });
    deps.log.warn({ terminalId: id }, "this terminal never started; its record is removed");
    return;
  }
  const exit = { code: null, signal: null, at: deps.clock.now() };
  const activity = { state: "exited", since: exit.at, source: "process", message: null } as const;
  await inOrder(deps, id, () => recordNext(deps, record, { facts: { status: "lost", exit, activity } }));
  deps.log.warn({ terminalId: id }, "the runner does not know this terminal; it is marked lost");
}
