import type { Share } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import type { ShareRecord } from "./share-store.ts";

/** The links to one of the actor's terminals that hold, newest first. */
export async function listShares(deps: TerminalDeps, actor: Actor, { terminalId }: { terminalId: string }): Promise<Share[]> {
  await owned(deps, actor, terminalId);
  const now = deps.clock.now();
  const shares = await deps.store.sharesOf(terminalId);
  return shares.filter(({ expiresAt }) => now < expiresAt).map((share) => describeShare(deps, share));
}

/** A link as its owner sees it. */
export function describeShare({ viewers }: Pick<TerminalDeps, "viewers">, share: ShareRecord): Share {
  const { id, terminalId, kind, createdAt, expiresAt } = share;
  return { id, terminalId, kind, createdAt, expiresAt, viewers: viewers.countOf(terminalId, id) };
}
