import type { Cursor } from "./port.ts";

/** A cursor in one epoch: what the id of an event says. */
export interface Place {
  readonly epoch: string;
  readonly cursor: Cursor;
}

export function placeId({ epoch, cursor }: Place): string {
  return `${epoch}:${cursor.offset}:${cursor.events}`;
}

/** `null` for an id that this program did not make. */
export function parsePlace(id: string): Place | null {
  const match = /^([0-9a-z]{1,32}):(\d{1,16}):(\d{1,9})$/.exec(id);
  if (!match) return null;
  const [, epoch = "", offset, events] = match;
  return { epoch, cursor: { offset: Number(offset), events: Number(events) } };
}
