import type { RecordedScreen, ScreenAtQuery } from "@pilothouse/contracts";
import type { Actor, Guest } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { nothingLeft, recordingInSight } from "../recording/recording-in-sight.ts";
import { timeReached } from "../recording/time-reached.ts";

/** What a terminal looked like at a place of its recording, or at the first one behind it that can be drawn and may be seen. */
export async function screenAt(deps: TerminalDeps, who: Actor | Guest, { id, place }: ScreenAtQuery): Promise<RecordedScreen> {
  const { terminal, untilOffset, isGuest } = await recordingInSight(deps, who, id);
  const asked = "at" in place ? await deps.host.offsetAt(id, place.at) : place.offset;
  const offset = Math.min(asked, untilOffset ?? Infinity);
  const draw = () => deps.host.screenAt(id, offset);
  const { cursor, cols, rows, screen } = await (isGuest ? deps.guestTurns(draw) : draw());
  if (untilOffset !== null && cursor.offset > untilOffset) throw nothingLeft();
  const reached = await timeReached(deps.host, terminal, { offset: cursor.offset, now: deps.clock.now() });
  // In a time without output the screen stays as it was.
  const at = "at" in place && cursor.offset <= offset ? Math.max(reached, place.at) : reached;
  return { place: cursor, at, cols, rows, screen };
}
