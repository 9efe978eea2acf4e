import type { AttachEvent } from "@pilothouse/contracts";

/** Which byte comes next. The epoch is unknown until the first event when a viewer starts from an offset of the current one. */
export interface Position {
  readonly epoch: string | undefined;
  readonly offset: number;
}

/** What to do with an event at a position: hand it on (perhaps shortened), leave it out, or ask again because bytes are missing. */
export type Step =
  | { readonly type: "take"; readonly event: AttachEvent; readonly next: Position }
  | { readonly type: "skip" }
  | { readonly type: "hole" };

const SKIP: Step = { type: "skip" };
const HOLE: Step = { type: "hole" };

/**
 * Follows a terminal's output so that each byte is taken exactly once and in order, whatever overlaps or is missing in
 * what arrives. `position` is `null` before the first event of a viewer that takes whatever comes.
 */
export function follow(position: Position | null, event: AttachEvent): Step {
  if (position === null) return take(event);
  const sameEpoch = position.epoch === undefined || position.epoch === event.epoch;
  if (event.type === "snapshot") return sameEpoch && isBehind(position, event) ? SKIP : take(event);
  if (!sameEpoch) return HOLE;
  if (event.type === "data") return followData(position, event);
  if (event.type === "gap") return followGap(position, event);
  if (event.offset > position.offset) return HOLE;
  // Later it could take back what was switched since.
  if (event.type === "reset" && event.offset < position.offset) return SKIP;
  return takeAt(position, event);
}

/** A screen older than what was already taken would turn the viewer back. Only one that knows its epoch has taken something. */
function isBehind(position: Position, event: AttachEvent): boolean {
  return position.epoch !== undefined && event.offset <= position.offset;
}

function followData(position: Position, event: Extract<AttachEvent, { type: "data" }>): Step {
  if (event.offset > position.offset) return HOLE;
  const known = position.offset - event.offset;
  if (known === 0) return take(event);
  if (known >= event.bytes.length) return SKIP;
  return take({ ...event, offset: position.offset, bytes: event.bytes.subarray(known) });
}

function followGap(position: Position, event: Extract<AttachEvent, { type: "gap" }>): Step {
  if (event.from > position.offset) return HOLE;
  if (event.to <= position.offset) return SKIP;
  return take({ ...event, from: position.offset });
}

function take(event: AttachEvent): Step {
  return takeAt({ epoch: event.epoch, offset: endOf(event) }, event);
}

function takeAt({ offset }: Position, event: AttachEvent): Step {
  return { type: "take", event, next: { epoch: event.epoch, offset } };
}

function endOf(event: AttachEvent): number {
  if (event.type === "data") return event.offset + event.bytes.length;
  return event.type === "gap" ? event.to : event.offset;
}
