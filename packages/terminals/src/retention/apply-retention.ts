import { Fault, messageOf } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import type { TerminalRecord } from "../record.ts";
import { removeTerminal } from "../verbs/close.ts";

const DAY_MS = 86_400_000;

type Left = Map<string, RunnerTerminal>;

/**
 * Forgets what is kept for longer, or is more, than the policy wants: whole terminals that are over beyond the newest of
 * each user; recordings by their age; then, while all recordings together are too large, those of what ended first, and
 * of what runs the oldest output.
 */
export async function applyRetention(deps: TerminalDeps): Promise<void> {
  const { endedTerminalsPerUser, days, totalBytes } = deps.policy.retention;
  const ended = await deps.store.listEnded(deps.runnerId);
  const left: Left = new Map((await deps.host.list()).map((terminal) => [terminal.id, terminal]));
  const kept = await forgetSurplus(deps, ended, endedTerminalsPerUser);
  for (const id of surplusOf(ended, kept)) left.delete(id);
  if (days !== undefined) {
    const before = deps.clock.now() - days * DAY_MS;
    for (const { id, exit } of kept) if ((exit?.at ?? 0) < before) await drop(deps, left, id);
  }
  if (totalBytes !== undefined) await shrink(deps, { left, ended: kept, totalBytes });
}

/** Says which are left, those that ended first at the beginning. */
async function forgetSurplus(
  deps: TerminalDeps,
  ended: readonly TerminalRecord[],
  limit: number | undefined,
): Promise<readonly TerminalRecord[]> {
  if (limit === undefined) return ended;
  const counts = new Map<string, number>();
  const left: TerminalRecord[] = [];
  for (const record of ended.toReversed()) {
    const count = (counts.get(record.ownerId) ?? 0) + 1;
    counts.set(record.ownerId, count);
    const stays = count <= limit || (await stillRuns(deps, record.id));
    if (stays || !(await tried(deps, record.id, () => forget(deps, record)))) left.unshift(record);
  }
  return left;
}

async function forget(deps: TerminalDeps, record: TerminalRecord): Promise<void> {
  const after = { ownerId: record.ownerId };
  await deps.audit(null, { action: "retention.delete", target: record.id, result: "begun", after });
  await removeTerminal(deps, record);
}

/** Removing a terminal ends what it left running. What cannot be asked is left alone. */
async function stillRuns({ host }: TerminalDeps, id: string): Promise<boolean> {
  try {
    const { status, care } = await host.get(id);
    return status === "running" || care.survivors.length > 0;
  } catch (error) {
    return !(error instanceof Fault && error.kind === "not_found");
  }
}

function surplusOf(all: readonly TerminalRecord[], left: readonly TerminalRecord[]): string[] {
  const ids = new Set(left.map(({ id }) => id));
  return all.map(({ id }) => id).filter((id) => !ids.has(id));
}

async function shrink(
  deps: TerminalDeps,
  { left, ended, totalBytes }: { readonly left: Left; readonly ended: readonly TerminalRecord[]; readonly totalBytes: number },
): Promise<void> {
  const excess = () => [...left.values()].reduce((sum, terminal) => sum + keptBytes(terminal), -totalBytes);
  for (const { id } of ended) {
    if (excess() <= 0) return;
    await drop(deps, left, id);
  }
  const running = [...left.values()].filter(({ status }) => status === "running");
  for (const terminal of running.sort((one, other) => keptBytes(other) - keptBytes(one))) {
    const tooMuch = excess();
    if (tooMuch <= 0) return;
    const bytes = Math.max(0, keptBytes(terminal) - tooMuch);
    await tried(deps, terminal.id, () => trim(deps, left, { id: terminal.id, bytes }));
  }
}

async function drop(deps: TerminalDeps, left: Left, id: string): Promise<void> {
  const terminal = left.get(id);
  if (!terminal || terminal.status === "running" || keptBytes(terminal) === 0) return;
  await tried(deps, id, async () => {
    const after = { bytes: keptBytes(terminal) };
    await deps.audit(null, { action: "retention.drop", target: id, result: "begun", after });
    await trim(deps, left, { id, bytes: 0 });
  });
}

async function trim(
  deps: TerminalDeps,
  left: Left,
  { id, bytes }: { readonly id: string; readonly bytes: number },
): Promise<void> {
  const terminal = await deps.host.trim(id, bytes);
  left.set(id, terminal);
  deps.log.info({ terminalId: id, keptBytes: keptBytes(terminal) }, "the oldest of a recording was dropped");
}

function keptBytes({ startOffset, endOffset }: Pick<RunnerTerminal, "startOffset" | "endOffset">): number {
  return endOffset - startOffset;
}

/** One terminal that cannot be dealt with keeps none of the others; it is tried again the next time. */
async function tried({ log }: TerminalDeps, id: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    log.warn({ reason: messageOf(error), terminalId: id }, "what should not be kept was not dropped");
    return false;
  }
}
