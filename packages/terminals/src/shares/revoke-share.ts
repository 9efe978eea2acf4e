import { type Actor, Fault } from "@pilothouse/platform";
import { has } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

/** Ends a link to a terminal of the actor's, whoever made it, and sends away who looks through it. Fault `not_found` for any other. */
export async function revokeShare(deps: TerminalDeps, actor: Actor, id: string): Promise<void> {
  const share = await deps.shares.get(id);
  const terminal = share && (await deps.store.get(share.terminalId));
  if (!share || !terminal || !(await has(deps, actor.userId, terminal)))
    throw new Fault("not_found", "there is no such share link");
  await deps.audit(actor, {
    action: "terminals.shares.revoke",
    target: id,
    result: "begun",
    after: { terminal: share.terminalId },
  });
  await deps.shares.end(share);
}
