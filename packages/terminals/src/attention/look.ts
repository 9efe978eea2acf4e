import type { Look } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { has } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { setAside } from "./set-aside.ts";

/** The actor sees these terminals now: what they had to tell has been told. A question stays one. */
export async function lookAtTerminals(deps: TerminalDeps, actor: Actor, { deviceId, ids }: Look): Promise<void> {
  deps.presence.look(actor.userId, deviceId, ids);
  for (const id of ids) {
    const record = await deps.store.get(id);
    // Somebody else's terminal is as little there as one that does not exist: nothing is said of either. In a team,
    // looking is not enough: what it had to tell stays told to the others until one of them puts it aside.
    if (record?.ownerId !== actor.userId || !record.attention || record.attention.kind === "waiting") continue;
    if (!(await has(deps, actor.userId, record))) continue;
    await setAside(deps, record);
  }
}
