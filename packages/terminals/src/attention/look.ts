import type { Look } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { setAside } from "./set-aside.ts";

/** The actor sees these terminals now: what they had to tell has been told. A question stays one. */
export async function lookAtTerminals(deps: TerminalDeps, actor: Actor, { deviceId, ids }: Look): Promise<void> {
  deps.presence.look(actor.userId, deviceId, ids);
  for (const id of ids) {
    const record = await deps.store.get(id);
    // Somebody else's terminal is as little there as one that does not exist: nothing is said of either.
    if (record?.ownerId !== actor.userId || !record.attention || record.attention.kind === "waiting") continue;
    await setAside(deps, record);
  }
}
