import { LIMITS, type TimelinePage, type TimelineQuery } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

/** What there is to be found in a recording, and from when to when it goes. */
export async function terminalTimeline(deps: TerminalDeps, actor: Actor, query: TimelineQuery): Promise<TimelinePage> {
  const { id, from = 0, limit = LIMITS.timelineEvents } = query;
  await owned(deps, actor, id);
  const { epoch, createdAt, startOffset, endOffset, exit } = await deps.host.get(id);
  const { events, next, gaps } = await deps.host.timeline({ id, from, limit });
  const [first] = startOffset > 0 ? await deps.host.times(id, startOffset) : [];
  const startsAt = Math.round(first?.at ?? createdAt);
  const endsAt = Math.max(startsAt, Math.round(exit?.at ?? deps.clock.now()));
  const rounded = gaps.map((gap) => ({ ...gap, at: Math.round(gap.at) }));
  return { epoch, startsAt, endsAt, startOffset, endOffset, events: [...events], next, gaps: rounded };
}
