import type { AttachInput, StateEvent } from "@pilothouse/contracts";
import type { Piece } from "./pieces.ts";
import { parsePlace, type Place } from "./place.ts";
import type { ShareRecord } from "./shares/share-store.ts";

/** What of a terminal a viewer may see. */
export interface Sight {
  /** Output before it is only shown as far as it is on the screen. */
  readonly fromOffset: number;
  /** Output from there on is not shown; `null`: all of it is. */
  readonly untilOffset: number | null;
  /** Who else looks is counted, and not named. */
  readonly isGuest: boolean;
}

type Item = Piece["items"][number];

export const OWN_SIGHT: Sight = { fromOffset: 0, untilOffset: null, isGuest: false };

export function guestSight({ fromOffset, untilOffset }: ShareRecord): Sight {
  return { fromOffset, untilOffset, isGuest: true };
}

/** Where a viewer goes on; `null` when it needs the screen first, which shows nothing that it may not see. */
export function resumePlace(input: AttachInput, epoch: string, { fromOffset, untilOffset }: Sight): Place | null {
  const asked = askedPlace(input, epoch);
  if (asked && asked.cursor.offset >= fromOffset) return asked;
  // The screen as it is now shows what came since.
  return untilOffset === null ? null : { epoch, cursor: { offset: 0, events: 0 } };
}

function askedPlace(input: AttachInput, epoch: string): Place | null {
  const last = input.lastEventId ? parsePlace(input.lastEventId) : null;
  if (last) return last.epoch === epoch ? last : null;
  if (!input.from || (input.from.epoch ?? epoch) !== epoch) return null;
  return { epoch, cursor: { offset: input.from.offset, events: 0 } };
}

/** How many bytes there may be to see behind this place. */
export function bytesInSight({ untilOffset }: Sight, { cursor }: Place): number {
  return untilOffset === null ? Number.POSITIVE_INFINITY : Math.max(0, untilOffset - cursor.offset);
}

/** The first items, as far as they may be seen. What of the next one may be seen has to be read by itself. */
export function itemsInSight({ untilOffset }: Sight, items: Piece["items"]): Piece["items"] {
  if (untilOffset === null) return items;
  const seen: Item[] = [];
  for (const item of items) {
    const part = partBefore(untilOffset, item);
    if (!part) break;
    seen.push(part);
  }
  return seen;
}

function partBefore(untilOffset: number, item: Item): Item | null {
  if (item.place.cursor.offset <= untilOffset) return item;
  const event = item.event?.event;
  // What is gone is told up to the end of what would have been shown.
  if (!item.event || event?.type !== "gap" || event.from >= untilOffset) return null;
  const place = { ...item.place, cursor: { ...item.place.cursor, offset: untilOffset } };
  return { ...item, place, event: { ...item.event, event: { ...event, to: untilOffset, offset: untilOffset } } };
}

/** The same of who looks. */
export function audienceInSight<T extends Pick<StateEvent, "viewers" | "controller">>({ isGuest }: Sight, state: T): T {
  return isGuest ? { ...state, viewers: [], controller: null } : state;
}
