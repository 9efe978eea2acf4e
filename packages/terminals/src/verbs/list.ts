import type { ListTerminals, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import { toTerminal } from "../record.ts";

/** The actor's terminals, or what there is to know of another user's for whom the API lets ask, newest first; from memory of the last facts when the runner is away. */
export async function listTerminals(deps: TerminalDeps, actor: Actor, filter: ListTerminals = {}): Promise<Terminal[]> {
  const { ownerId = actor.userId, status } = filter;
  const [records, live] = await Promise.all([deps.store.listOwned(ownerId, status), liveById(deps)]);
  const terminals = records.map((record) => toTerminal(record, live.get(record.id)));
  return ownerId === actor.userId ? terminals : terminals.map(fromOutside);
}

/** A terminal without what its owner called it, where it is, what was passed to its program, and what that said. */
function fromOutside(terminal: Terminal): Terminal {
  const [program = ""] = terminal.command;
  const { activity, care } = terminal;
  return {
    ...terminal,
    title: program.slice(program.lastIndexOf("/") + 1) || "Shell",
    command: program ? [program] : [],
    cwd: "",
    apiKeys: [],
    activity: { ...activity, message: null },
    care: { ...care, survivors: [] },
    attention: null,
    resume: null,
  };
}

async function liveById(deps: TerminalDeps): Promise<Map<string, RunnerTerminal>> {
  try {
    return new Map((await deps.host.list()).map((terminal) => [terminal.id, terminal]));
  } catch (error) {
    if (error instanceof Fault && error.kind === "unavailable") return new Map();
    throw error;
  }
}
