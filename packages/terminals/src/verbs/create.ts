import { type CreateTerminal, NO_CARE, type Terminal } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { lifetimeWithin, type TerminalPolicy, withinPolicy } from "../policy.ts";
import type { RunnerTerminal, SpawnSpec } from "../port.ts";
import { factsOf, type TerminalRecord, toTerminal } from "../record.ts";

const DEFAULT_SIZE = { cols: 80, rows: 24 };

/** Starts a program in a new terminal. The record comes first, so a terminal that runs is always known. */
export async function createTerminal(deps: TerminalDeps, actor: Actor, input: CreateTerminal): Promise<Terminal> {
  const { cols = DEFAULT_SIZE.cols, rows = DEFAULT_SIZE.rows } = input;
  const record: TerminalRecord = {
    id: newId(),
    ownerId: actor.userId,
    runnerId: deps.runnerId,
    title: input.title ?? (input.command ? titleOf(input.command) : "Shell"),
    command: input.command ?? [],
    cwd: input.cwd ?? "",
    status: "running",
    cols,
    rows,
    pid: null,
    epoch: "",
    startOffset: 0,
    endOffset: 0,
    exit: null,
    createdAt: deps.clock.now(),
    care: NO_CARE,
    activity: { state: "starting", since: deps.clock.now(), source: "process", message: null },
    agentSession: null,
    attention: null,
    resume: null,
  };
  const limit = deps.limits.liveTerminalsPerUser;
  deps.starting.add(record.id);
  try {
    if (!(await deps.store.insertWithin(record, limit))) {
      throw new Fault("quota", `you have ${limit} running terminals, which is the limit; close one first`, { limit });
    }
    const live = await spawn(deps, record, input);
    const terminal = toTerminal((await deps.store.update(record.id, factsOf(live))) ?? record, live);
    deps.changes.publish({ type: "changed", ownerId: record.ownerId, terminal });
    return terminal;
  } finally {
    deps.starting.delete(record.id);
  }
}

async function spawn(deps: TerminalDeps, record: TerminalRecord, input: CreateTerminal): Promise<RunnerTerminal> {
  try {
    return await deps.host.spawn({
      id: record.id,
      cols: record.cols,
      rows: record.rows,
      ...(input.command && { command: input.command }),
      ...(input.cwd !== undefined && { cwd: input.cwd }),
      ...(input.env && { env: input.env }),
      ...limitsOf(deps.policy, input),
      lifetime: lifetimeWithin(deps.policy, input.lifetime),
      inputAudit: deps.policy.inputAudit,
    });
  } catch (error) {
    const live = isFault(error, "unavailable") ? await startedAllTheSame(deps, record.id) : null;
    if (live === null) await deps.store.remove(record.id);
    if (live === null || live === "unknown") throw error;
    return live;
  }
}

/** What became of a start whose answer was lost; `null` when nothing did, `"unknown"` when only `reconcile` will know. */
async function startedAllTheSame(deps: TerminalDeps, id: string): Promise<RunnerTerminal | null | "unknown"> {
  try {
    return await deps.host.get(id);
  } catch (error) {
    return isFault(error, "not_found") ? null : "unknown";
  }
}

function limitsOf(policy: TerminalPolicy, input: CreateTerminal): Pick<SpawnSpec, "limits"> {
  const limits = withinPolicy(policy, input.limits);
  return Object.keys(limits).length > 0 ? { limits } : {};
}

function isFault(error: unknown, kind: Fault["kind"]): boolean {
  return error instanceof Fault && error.kind === kind;
}

function titleOf(command: readonly string[]): string {
  const [program = "", ...rest] = command;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return [name, ...rest].join(" ").slice(0, 80).trim() || "Terminal";
}
