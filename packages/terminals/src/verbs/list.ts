import type { ListTerminals, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import { type TerminalRecord, toTerminal } from "../record.ts";
import { mustBeIn } from "./move.ts";

/** The actor's terminals and those of the actor's teams, or what there is to know of another user's for whom the API lets ask, newest first; from memory of the last facts when the runner is away. */
export async function listTerminals(deps: TerminalDeps, actor: Actor, filter: ListTerminals = {}): Promise<Terminal[]> {
  const { ownerId, teamId, status } = filter;
  const isOutside = ownerId !== undefined && ownerId !== actor.userId;
  const [records, live] = await Promise.all([
    isOutside ? deps.store.listMade(ownerId, status) : listHeld(deps, actor, filter),
    liveById(deps),
  ]);
  const terminals = records
    .filter((record) => (ownerId ?? record.ownerId) === record.ownerId && (teamId ?? record.teamId) === record.teamId)
    .map((record) => toTerminal(record, live.get(record.id)));
  return isOutside ? terminals.map(fromOutside) : terminals;
}

/** What the actor has. Fault `not_found` when only what a team of others has is asked for. */
async function listHeld(
  deps: TerminalDeps,
  { userId }: Actor,
  { teamId, status }: NonNullable<ListTerminals>,
): Promise<TerminalRecord[]> {
  const teams = await deps.teamsOf(userId);
  mustBeIn(teams, teamId ?? null);
  return deps.store.listHeld({ userId, teams }, status);
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
    conversation: null,
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
