import type { RecordedEvent } from "@pilothouse/contracts";
import type { RunnerTimeline } from "../port.ts";
import type { TimelineEvent } from "./timeline-event.ts";

/** A page of the events that people look for: up to `limit` of them from the number `from` on. */
export function recordedEvents(all: readonly TimelineEvent[], from: number, limit: number): Omit<RunnerTimeline, "gaps"> {
  const events = all.flatMap((event) => (event.number < from ? [] : asRecorded(event)));
  return { events: events.slice(0, limit), next: events[limit]?.number ?? null };
}

function asRecorded(event: TimelineEvent): RecordedEvent[] {
  if (event.type === "reset") return [];
  return [{ ...event, at: Math.round(event.type === "exit" ? event.exit.at : event.at) }];
}
