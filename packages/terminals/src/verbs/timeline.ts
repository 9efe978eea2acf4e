import { LIMITS, type TimelinePage, type TimelineQuery } from "@pilothouse/contracts";
import type { Actor, Guest } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { recordingInSight } from "../recording/recording-in-sight.ts";
import { timeReached } from "../recording/time-reached.ts";

/** What there is to be found in a recording, as far as one may see it, and from when to when it goes. */
export async function terminalTimeline(deps: TerminalDeps, who: Actor | Guest, query: TimelineQuery): Promise<TimelinePage> {
  const { id, from = 0, limit = LIMITS.timelineEvents } = query;
  const { terminal, untilOffset, isGuest } = await recordingInSight(deps, who, id);
  const { epoch, createdAt, startOffset, exit } = terminal;
  const now = deps.clock.now();
  const page = await deps.host.timeline({ id, from, limit });
  const [first] = startOffset > 0 ? await deps.host.times(id, startOffset) : [];
  const startsAt = Math.round(first?.at ?? createdAt);
  const end = untilOffset === null ? (exit?.at ?? now) : await timeReached(deps.host, terminal, { offset: untilOffset, now });
  const limitOffset = untilOffset ?? Infinity;
  const isSeen = ({ offset }: { readonly offset: number }) => offset < limitOffset || offset === 0;
  const isAll = page.events.every(isSeen);
  return {
    epoch,
    startsAt,
    endsAt: Math.max(startsAt, Math.round(end)),
    startOffset,
    endOffset: Math.min(terminal.endOffset, limitOffset),
    events: page.events.filter((event) => isSeen(event) && !(isGuest && event.type === "mark")),
    next: isAll ? page.next : null,
    gaps: page.gaps
      .filter((gap) => gap.from < limitOffset)
      .map((gap) => ({ ...gap, to: Math.min(gap.to, limitOffset), at: Math.round(gap.at) })),
  };
}
