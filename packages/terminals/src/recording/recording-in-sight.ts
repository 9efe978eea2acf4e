import { type Actor, Fault, type Guest } from "@pilothouse/platform";
import { isGuest, mustBeShared, owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import type { TimedItem } from "./timed-items.ts";

/** What of a recording somebody may see. */
export interface RecordingInSight {
  readonly terminal: RunnerTerminal;
  /** Nothing from this byte on; `null`: all of it. */
  readonly untilOffset: number | null;
  readonly isGuest: boolean;
}

type Deps = Pick<TerminalDeps, "store" | "possessions" | "teamsOf" | "shares" | "host">;

/**
 * The recording of one's own terminal, or as much of it as one's link to it shows. Fault `forbidden` when the link is to
 * what comes, and `not_found` when nothing is left of what it showed.
 */
export async function recordingInSight(deps: Deps, who: Actor | Guest, id: string): Promise<RecordingInSight> {
  if (!isGuest(who)) {
    await owned(deps, who, id);
    return { terminal: await deps.host.get(id), untilOffset: null, isGuest: false };
  }
  const { kind, untilOffset } = await mustBeShared(deps, who, id);
  if (kind !== "recording") throw new Fault("forbidden", "this link shows the terminal as it is now, and no recording");
  const terminal = await deps.host.get(id);
  if (untilOffset !== null && terminal.startOffset > untilOffset) throw nothingLeft();
  return { terminal, untilOffset, isGuest: true };
}

export function nothingLeft(): Fault {
  return new Fault("not_found", "nothing of what this link showed is kept any more");
}

/** An item as far as it may be seen; `null`: not at all. What an agent told of itself was not printed, and guests are not told. */
export function itemInSight({ untilOffset, isGuest }: RecordingInSight, timed: TimedItem): TimedItem | null {
  const { item, next } = timed;
  if (isGuest && item.type === "mark") return null;
  if (untilOffset === null || next.offset <= untilOffset) return timed;
  const cut = { ...timed, next: { ...next, offset: untilOffset } };
  if (item.type === "gap") return { ...cut, item: { ...item, to: untilOffset } };
  if (item.type !== "data") return null;
  return { ...cut, item: { ...item, bytes: item.bytes.subarray(0, untilOffset - item.offset) } };
}
