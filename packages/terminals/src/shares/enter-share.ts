import type { OpenedShare } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { isSecretOf, readShareToken } from "./share-token.ts";

/**
 * Exchanges what stands in a link for a ticket that opens a socket, for anyone. A link that is wrong, was revoked or is
 * over gets the same Fault `not_found`; `quota` when too many such links came from there, or too many look at it already.
 */
export async function enterShare(
  deps: TerminalDeps,
  { token, address }: { readonly token: string; readonly address: string },
): Promise<OpenedShare> {
  const given = readShareToken(token);
  const share = given ? await deps.shares.get(given.id) : undefined;
  const record = share && (await deps.store.get(share.terminalId));
  if (!given || !share || !record || !isSecretOf(given.secret, share.secretHash)) {
    // Only now, so that nobody's wrong links keep their neighbours from the right ones.
    deps.misses.check(address);
    deps.misses.missed(address);
    throw new Fault("not_found", "this link does not work, or does not work any more; ask for a new one");
  }
  const { id: terminalId, title, status, cols, rows } = record;
  const { id: shareId, kind, sharedBy, expiresAt, untilOffset } = share;
  const limit = deps.limits.viewersPerShare;
  if (deps.viewers.countOf(terminalId, shareId) >= limit) {
    throw new Fault("quota", `${limit} people look at this already, which is the limit; try again later`, { limit });
  }
  const ticket = deps.tickets.issue({ shareId, expiresAt });
  return { ticket, terminalId, kind, title, status, cols, rows, sharedBy, expiresAt, untilOffset };
}
