import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";

/** Ends a link of the actor's own, and sends away who looks through it. Fault `not_found` for any other. */
export async function revokeShare(deps: TerminalDeps, actor: Actor, id: string): Promise<void> {
  const share = await deps.shares.get(id);
  if (share?.ownerId !== actor.userId) throw new Fault("not_found", "there is no such share link");
  await deps.audit(actor, {
    action: "terminals.shares.revoke",
    target: id,
    result: "begun",
    after: { terminal: share.terminalId },
  });
  await deps.shares.end(share);
}
