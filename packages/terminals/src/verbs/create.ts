import type { CreateTerminal, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
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
  };
  const limit = deps.limits.liveTerminalsPerUser;
  if (!(await deps.store.insertWithin(record, limit))) {
    throw new Fault("quota", `you have ${limit} running terminals, which is the limit; close one first`, { limit });
  }
  return spawn(deps, record, input);
}

async function spawn(deps: TerminalDeps, record: TerminalRecord, input: CreateTerminal): Promise<Terminal> {
  try {
    const live = await deps.host.spawn({
      id: record.id,
      cols: record.cols,
      rows: record.rows,
      ...(input.command && { command: input.command }),
      ...(input.cwd !== undefined && { cwd: input.cwd }),
      ...(input.env && { env: input.env }),
    });
    const terminal = toTerminal((await deps.store.update(record.id, factsOf(live))) ?? record, live);
    deps.changes.publish({ type: "changed", ownerId: record.ownerId, terminal });
    return terminal;
  } catch (error) {
    // Out of reach, the runner may have started it all the same: the record stays until `reconcile` knows.
    if (!(error instanceof Fault && error.kind === "unavailable")) await deps.store.remove(record.id);
    throw error;
  }
}

function titleOf(command: readonly string[]): string {
  const [program = "", ...rest] = command;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return [name, ...rest].join(" ").slice(0, 80).trim() || "Terminal";
}
