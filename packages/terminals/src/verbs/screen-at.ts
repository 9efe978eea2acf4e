import type { RecordedScreen, ScreenAtQuery } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { timeReached } from "../recording/time-reached.ts";

/** What a terminal looked like at a place of its recording, or at the first one behind it that can be drawn. */
export async function screenAt(deps: TerminalDeps, actor: Actor, { id, place }: ScreenAtQuery): Promise<RecordedScreen> {
  await owned(deps, actor, id);
  const offset = "at" in place ? await deps.host.offsetAt(id, place.at) : place.offset;
  const { cursor, cols, rows, screen } = await deps.host.screenAt(id, offset);
  const now = deps.clock.now();
  const reached = await timeReached(deps.host, await deps.host.get(id), { offset: cursor.offset, now });
  // In a time without output the screen stays as it was.
  const at = "at" in place && cursor.offset <= offset ? Math.max(reached, place.at) : reached;
  return { place: cursor, at, cols, rows, screen };
}
