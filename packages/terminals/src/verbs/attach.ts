import type { AttachInput } from "@pilothouse/contracts";
import { type Actor, covers, Fault, type Guest, includes } from "@pilothouse/platform";
import { isGuest, mustBeShared, owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { follow } from "../follow.ts";
import type { NumberedEvent } from "../pieces.ts";
import { guestSight, OWN_SIGHT } from "../sight.ts";
import { whileOwned } from "../while-owned.ts";
import type { Link } from "./watch.ts";

type AttachOptions = Link & { readonly input: AttachInput };

/**
 * A terminal's output and all that belongs to it, for one viewer, who is shown to the others. Fault `forbidden` for one
 * who wants to control and may only look.
 */
export async function attachTerminal(
  deps: TerminalDeps,
  who: Actor | Guest,
  options: AttachOptions,
): Promise<AsyncIterable<NumberedEvent>> {
  if (isGuest(who)) return attachGuest(deps, who, options);
  const { input, ...link } = options;
  const record = await owned(deps, who, input.id);
  const { viewerId, mode = "view", device = "" } = input;
  if (mode !== "view" && !(includes(who.role, "member") && covers(who, "write"))) {
    throw new Fault("forbidden", "you may only look at this terminal; attach with mode view");
  }
  const { userId } = who;
  const viewer = { viewerId, userId, name: await deps.nameOf(who), mode, device, since: deps.clock.now() };
  const { gate, signal } = link;
  return whileOwned(deps, { who, id: record.id, signal }, (until) =>
    follow(deps, record, { gate, signal: until, input, viewer, sight: OWN_SIGHT }),
  );
}

/** For somebody who came by a link, and sees no more than it shows. Fault `forbidden` for one who wants to control. */
async function attachGuest(
  deps: TerminalDeps,
  guest: Guest,
  { input, ...link }: AttachOptions,
): Promise<AsyncIterable<NumberedEvent>> {
  const { id, viewerId, mode = "view", device = "" } = input;
  const share = await mustBeShared(deps, guest, id);
  const record = await deps.store.get(id);
  if (!record) throw new Fault("not_found", "this link is over");
  if (mode !== "view") throw new Fault("forbidden", "a share link only shows its terminal");
  const viewer = { viewerId, userId: share.id, name: "Guest", mode, device, since: deps.clock.now() };
  return follow(deps, record, { ...link, input, viewer, sight: guestSight(share) });
}
