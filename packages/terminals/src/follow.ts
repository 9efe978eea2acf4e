import { setTimeout as delay } from "node:timers/promises";
import type { AttachEvent, AttachInput } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import { parsePlace, type Place, placeId } from "./place.ts";
import type { ReadResult } from "./port.ts";
import type { TerminalRecord } from "./record.ts";
import { watchTitle } from "./title.ts";
import type { Link } from "./verbs/watch.ts";

const RUNNER_RETRY_MS = 100;

export interface NumberedEvent {
  readonly id: string;
  readonly event: AttachEvent;
}

type FollowDeps = Pick<TerminalDeps, "host" | "viewers" | "limits" | "changes">;

/**
 * One viewer's stream: exactly what is behind its place, or a snapshot and then the rest. It waits for its socket and
 * for its viewer's acknowledgements, holds one piece and at most one read at a time, and ends after the exit.
 */
export async function* follow(
  deps: FollowDeps,
  record: TerminalRecord,
  { input, gate, signal }: Link & { input: AttachInput },
): AsyncGenerator<NumberedEvent> {
  const { id, epoch } = record;
  let place = resumePlace(input, epoch);
  if (!place) {
    const snapshot = await deps.host.snapshot(id);
    place = { epoch: snapshot.epoch, cursor: snapshot.cursor };
    const { cols, rows, screen } = snapshot;
    yield { id: placeId(place), event: { type: "snapshot", epoch, offset: place.cursor.offset, cols, rows, screen } };
  }
  const viewer = deps.viewers.open(id, input.viewerId, place.cursor.offset);
  using title = watchTitle(deps.changes, record);
  const readAt = (from: Place, room: number) => {
    const read = readOn(deps, { id, place: from, maxBytes: Math.min(room, deps.limits.dataEventBytes) }, signal);
    // A viewer that leaves while the next piece is on its way is no failure.
    read.catch(() => undefined);
    return read;
  };
  try {
    let read: Promise<ReadResult> | null = null;
    while (true) {
      const room = await viewer.room(signal);
      if (room === null) return;
      await gate.drained(signal);
      read ??= readAt(place, room);
      const result: ReadResult | "title" = await Promise.race([read, title.changed()]);
      if (result === "title") {
        yield { id: placeId(place), event: { type: "state", epoch, offset: place.cursor.offset, title: title.current } };
        continue;
      }
      const last = result.items.at(-1);
      if (!last) return;
      viewer.sent(last.next.offset);
      // The next piece is fetched while this one goes out.
      read = last.item.type !== "exit" && viewer.roomNow > 0 ? readAt({ epoch, cursor: last.next }, viewer.roomNow) : null;
      for (const { item, next } of result.items) {
        place = { epoch, cursor: next };
        if (item.type !== "mark") yield { id: placeId(place), event: { ...item, epoch } };
      }
      if (last.item.type === "exit") return;
    }
  } finally {
    viewer.close();
  }
}

/** Where the viewer goes on; `null` when it needs the screen first. */
function resumePlace(input: AttachInput, epoch: string): Place | null {
  const last = input.lastEventId ? parsePlace(input.lastEventId) : null;
  if (last) return last.epoch === epoch ? last : null;
  if (!input.from || (input.from.epoch ?? epoch) !== epoch) return null;
  return { epoch, cursor: { offset: input.from.offset, events: 0 } };
}

/** A runner that is away comes back, or its terminals are marked lost: the reader waits for either. */
async function readOn(
  deps: FollowDeps,
  { id, place, maxBytes }: { id: string; place: Place; maxBytes: number },
  signal: AbortSignal,
): Promise<ReadResult> {
  while (true) {
    try {
      return await deps.host.read({ id, epoch: place.epoch, cursor: place.cursor, maxBytes }, signal);
    } catch (error) {
      if (!(error instanceof Fault && error.kind === "unavailable")) throw error;
      await delay(RUNNER_RETRY_MS, undefined, { signal });
    }
  }
}
