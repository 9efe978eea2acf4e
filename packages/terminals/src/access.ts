import { type Actor, Fault, type Guest } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import { isTheirs, type Possession } from "./possessions.ts";
import type { TerminalRecord } from "./record.ts";
import type { ShareRecord } from "./shares/share-store.ts";

type AccessDeps = Pick<TerminalDeps, "store" | "possessions" | "teamsOf">;

const NO_TEAMS: ReadonlyMap<string, unknown> = new Map();

export function noTerminal(id: string): Fault {
  return new Fault("not_found", `there is no terminal ${id}`);
}

/** Whether a user has a terminal; asks for teams only where it belongs to one. */
export async function has({ teamsOf }: Pick<TerminalDeps, "teamsOf">, userId: string, possession: Possession): Promise<boolean> {
  return isTheirs(userId, possession.teamId === null ? NO_TEAMS : await teamsOf(userId), possession);
}

/** The record, if this actor has the terminal. A missing one and somebody else's get the same answer, so ids cannot be probed. */
export async function owned(deps: AccessDeps, { userId }: Pick<Actor, "userId">, id: string): Promise<TerminalRecord> {
  const { changes } = deps.possessions;
  const record = await deps.store.get(id);
  if (!record || !(await has(deps, userId, record))) throw noTerminal(id);
  deps.possessions.remember(record, changes);
  return record;
}

/** The same question without the record. A terminal that was deleted since is left to the runner to deny. */
export async function mustOwn(deps: AccessDeps, who: Pick<Actor, "userId">, id: string): Promise<void> {
  const known = deps.possessions.get(id);
  if (!known || !(await has(deps, who.userId, known))) await owned(deps, who, id);
}

export function isGuest(who: Actor | Guest): who is Guest {
  return "shareId" in who;
}

/** The link by which a guest may see this very terminal. Any other one gets the same answer as a missing one. */
export async function mustBeShared(deps: Pick<TerminalDeps, "shares">, guest: Guest, id: string): Promise<ShareRecord> {
  const share = await deps.shares.of(guest);
  if (share.terminalId !== id) throw noTerminal(id);
  return share;
}
