import type { MoveTerminal, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { noTerminal, owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { rightsChanged } from "../rights.ts";
import { describeTerminal } from "./get.ts";

/**
 * Gives a terminal to a team that the actor is in or, with `null`, to whoever made it. That is for who made it, and for the
 * maintainers of the team that has it. Fault `forbidden` for its other members, `not_found` for a team of others.
 */
export async function moveTerminal(deps: TerminalDeps, actor: Actor, { id, teamId }: MoveTerminal): Promise<Terminal> {
  const record = await owned(deps, actor, id);
  const teams = await deps.teamsOf(actor.userId);
  if (record.ownerId !== actor.userId && (record.teamId === null || teams.get(record.teamId) !== "maintainer")) {
    throw new Fault("forbidden", "only who made this terminal and the maintainers of its team may move it");
  }
  mustBeIn(teams, teamId);
  if (record.teamId === teamId) return describeTerminal(deps, record);
  await deps.audit(actor, { action: "terminals.move", target: id, result: "begun", after: { team: teamId } });
  const moved = await deps.store.update(id, { teamId });
  await rightsChanged(deps, {});
  if (!moved) throw noTerminal(id);
  return describeTerminal(deps, moved);
}

/** Fault `not_found` for a team that one is not in; `null` is none. */
export function mustBeIn(teams: ReadonlyMap<string, unknown>, teamId: string | null): void {
  if (teamId !== null && !teams.has(teamId)) throw noTeam();
}

export function noTeam(): Fault {
  return new Fault("not_found", "there is no such team");
}
