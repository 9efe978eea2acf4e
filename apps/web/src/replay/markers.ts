import type { RecordedEvent, RecordedGap, TimelinePage } from "@pilothouse/contracts";
import { formatBytes } from "../surface/bytes.ts";

/** A place in a recording that people look for. */
export interface Marker {
  readonly id: string;
  readonly offset: number;
  readonly at: number;
  readonly kind: "attention" | "size" | "mark" | "end" | "gap";
  readonly words: string;
}

const KINDS: Readonly<Record<string, string>> = {
  waiting: "Needs you",
  working: "Working",
  idle: "Idle",
  starting: "Starting",
  limit: "Limit",
};

/** The events and gaps of a recording in words, in order. The first size is where all begins, and no event. */
export function markersOf({ events, gaps }: Pick<TimelinePage, "events" | "gaps">): readonly Marker[] {
  const told = events.filter(({ number, type }) => number > 0 || type !== "size");
  return [...gaps.map(asGap), ...told.map(asMarker)].sort((one, other) => one.offset - other.offset);
}

function asGap({ from, to, at }: RecordedGap): Marker {
  const words = from === 0 ? "What was before is no longer kept" : `${formatBytes(to - from)} of output are missing`;
  return { id: `gap ${to}`, offset: to, at, kind: "gap", words };
}

function asMarker(event: RecordedEvent): Marker {
  const { number, offset, at } = event;
  const id = `event ${number}`;
  if (event.type === "size") return { id, offset, at, kind: "size", words: `Size ${event.cols} × ${event.rows}` };
  if (event.type === "exit") return { id, offset, at, kind: "end", words: event.status === "lost" ? "Lost" : "The end" };
  const name = KINDS[event.kind] ?? event.kind;
  const words = event.label === "" ? name : `${name}: ${event.label}`;
  return { id, offset, at, kind: event.kind === "waiting" ? "attention" : "mark", words };
}

/** The next marker behind a place of the output, or the last one before it. */
export function markerBeside(markers: readonly Marker[], offset: number, by: 1 | -1): Marker | undefined {
  return by > 0 ? markers.find((each) => each.offset > offset) : markers.findLast((each) => each.offset < offset);
}

/** Of markers that fall together on a bar of so many places, one: the bar need not hold thousands. */
export function sparse(markers: readonly Marker[], { startsAt, endsAt }: { startsAt: number; endsAt: number }, places = 400) {
  const width = Math.max(1, (endsAt - startsAt) / places);
  const byPlace = new Map<number, Marker>();
  for (const marker of markers) {
    const place = Math.floor((marker.at - startsAt) / width);
    const there = byPlace.get(place);
    if (!there || marker.kind === "attention") byPlace.set(place, marker);
  }
  return [...byPlace.values()];
}
