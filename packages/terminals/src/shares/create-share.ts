import { type CreatedShare, CreateShare } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import type { TerminalRecord } from "../record.ts";
import { describeShare } from "./list-shares.ts";
import type { ShareRecord } from "./share-store.ts";
import { hashSecret, newSecret, shareToken } from "./share-token.ts";

const MINUTE_MS = 60_000;

/** Makes a link to one of the actor's terminals; its secret is in this answer and nowhere else. Fault `quota` with the limit when there
 * are too many, `forbidden` for a token of Microsoft. */
export async function createShare(deps: TerminalDeps, actor: Actor, input: CreateShare): Promise<CreatedShare> {
  const { terminalId, kind, expiresInMinutes } = CreateShare.parse(input);
  const { userId, via } = actor;
  // It would go on when the token behind it is long over.
  if (via.kind === "entra") throw new Fault("forbidden", "a token of Microsoft makes no links; sign in, or use an API token");
  const terminal = await owned(deps, actor, terminalId);
  const [id, secret, createdAt] = [newId(), newSecret(), deps.clock.now()];
  const share: ShareRecord = {
    id,
    terminalId,
    ownerId: userId,
    sharedBy: await deps.nameOf(actor),
    kind,
    secretHash: hashSecret(secret),
    ...(await extentOf(deps, terminal, kind)),
    loginId: via.kind === "login" ? via.loginId : null,
    tokenId: via.kind === "token" ? via.tokenId : null,
    createdAt,
    expiresAt: createdAt + expiresInMinutes * MINUTE_MS,
  };
  const limit = deps.limits.sharesPerTerminal;
  if (!(await deps.store.addShare(share, limit))) {
    throw new Fault("quota", `a terminal has at most ${limit} share links; revoke one first`, { limit });
  }
  try {
    const after = { terminal: terminalId, kind, expiresAt: share.expiresAt };
    await deps.audit(actor, { action: "terminals.shares.create", target: id, result: "ok", after });
  } catch (error) {
    // Nobody has its secret, so it has shown nothing.
    await deps.store.removeShare(id);
    throw error;
  }
  deps.log.info({ shareId: id, terminalId, userId, kind, expiresAt: share.expiresAt }, "a terminal was shared");
  return { share: describeShare(deps, share), token: shareToken(id, secret) };
}

/** How much of the terminal is shown: what is over goes on no more, so a recording of it has no end of its own. */
async function extentOf(
  { host }: Pick<TerminalDeps, "host">,
  { id, status, endOffset }: TerminalRecord,
  kind: ShareRecord["kind"],
): Promise<Pick<ShareRecord, "fromOffset" | "untilOffset">> {
  const now = status === "running" ? await host.get(id) : { status, endOffset };
  if (kind === "live") return { fromOffset: now.endOffset, untilOffset: null };
  return { fromOffset: 0, untilOffset: now.status === "running" ? now.endOffset : null };
}
