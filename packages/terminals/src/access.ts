import { type Actor, Fault, type Guest } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import type { TerminalRecord } from "./record.ts";
import type { ShareRecord } from "./shares/share-store.ts";

const MOST_REMEMBERED = 10_000;

function noTerminal(id: string): Fault {
  return new Fault("not_found", `there is no terminal ${id}`);
}

/** The record, if this actor owns it. A missing one and somebody else's get the same answer, so ids cannot be probed. */
export async function owned(deps: Pick<TerminalDeps, "store" | "owners">, actor: Actor, id: string): Promise<TerminalRecord> {
  const record = await deps.store.get(id);
  if (record?.ownerId !== actor.userId) throw noTerminal(id);
  if (deps.owners.size >= MOST_REMEMBERED) deps.owners.clear();
  deps.owners.set(id, record.ownerId);
  return record;
}

/** The same question without the record. A terminal that was deleted since is left to the runner to deny. */
export async function mustOwn(deps: Pick<TerminalDeps, "store" | "owners">, actor: Actor, id: string): Promise<void> {
  if (deps.owners.get(id) !== actor.userId) await owned(deps, actor, id);
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
