import type { AttachInput } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { follow } from "../follow.ts";
import type { NumberedEvent } from "../pieces.ts";
import type { Link } from "./watch.ts";

/** A terminal's output and all that belongs to it, for one viewer, who is shown to the others. */
export async function attachTerminal(
  deps: TerminalDeps,
  actor: Actor,
  { input, ...link }: Link & { readonly input: AttachInput },
): Promise<AsyncIterable<NumberedEvent>> {
  const record = await owned(deps, actor, input.id);
  const { viewerId, mode = "view", device = "" } = input;
  const { userId } = actor;
  const viewer = { viewerId, userId, name: await deps.nameOf(actor), mode, device, since: deps.clock.now() };
  return follow(deps, record, { ...link, input, viewer });
}
