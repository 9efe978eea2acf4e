import { setTimeout as sleep } from "node:timers/promises";
import type { AttachInput, TerminalViewer } from "@pilothouse/contracts";
import type { TerminalDeps } from "./deps.ts";
import { Lag } from "./lag.ts";
import { latestScreens, screenNow } from "./latest-screen.ts";
import { persist } from "./persist.ts";
import type { NumberedEvent, Piece } from "./pieces.ts";
import { type Place, placeId } from "./place.ts";
import type { TerminalRecord } from "./record.ts";
import type { Room } from "./room.ts";
import { audienceInSight, bytesInSight, itemsInSight, resumePlace, type Sight } from "./sight.ts";
import type { Viewer } from "./viewer-window.ts";
import { type StateWatch, watchState } from "./watch-state.ts";
import type { Link } from "./verbs/watch.ts";

type FollowDeps = Pick<TerminalDeps, "host" | "screens" | "viewers" | "limits" | "changes" | "clock">;

export interface FollowOptions extends Link {
  readonly input: AttachInput;
  readonly viewer: TerminalViewer;
  readonly sight: Sight;
}

/**
 * One viewer's stream: exactly what is behind its place, or a snapshot and then the rest. It waits for its socket and
 * for its viewer's acknowledgements, holds one piece and at most one read at a time, and ends after the exit. A viewer
 * that lags and wants the latest screen gets that instead of what it has missed; one that may not see what comes now
 * never gets a screen.
 */
export async function* follow(
  deps: FollowDeps,
  record: TerminalRecord,
  { input, viewer: who, sight, gate, signal }: FollowOptions,
): AsyncGenerator<NumberedEvent> {
  const { id, epoch } = record;
  const { viewer, room } = deps.viewers.open(id, who, sight.untilOffset === null ? (input.lag ?? "bytes") : "bytes");
  using state = watchState(deps, record, room);
  try {
    let place: Place | null = resumePlace(input, epoch, sight);
    if (!place) {
      const screen = await screenNow(deps, id, sight);
      place = screen.place;
      yield screen.numbered;
    }
    viewer.startAt(place.cursor.offset);
    const reader = new Reader(deps, { id, viewer, room, state, sight, gate, signal });
    while (place && bytesInSight(sight, place) > 0) {
      const step: Step = await reader.next(place);
      if (step === "over") return;
      if (step === "state") {
        const { offset } = place.cursor;
        yield { id: placeId(place), event: { type: "state", epoch, offset, ...audienceInSight(sight, state.take()) } };
      } else if (step === "screen") {
        place = yield* latestScreens(deps, { id, viewer, sight, gate, signal });
      } else {
        for (const item of step.items) {
          place = item.place;
          if (item.event) yield item.event;
          if (item.isExit) return;
        }
      }
    }
    // Its viewer would come back at once.
    if (place) await stopped(signal);
  } finally {
    viewer.close();
  }
}

/** What is to be done for a viewer: send it this output, its state or the screen as it is now, or nothing any more. */
type Step = Piece | "state" | "screen" | "over";

interface ReaderOptions extends Link {
  readonly id: string;
  readonly viewer: Viewer;
  readonly room: Room;
  readonly sight: Sight;
  readonly state: StateWatch;
}

class Reader {
  readonly #deps: FollowDeps;
  readonly #options: ReaderOptions;
  readonly #lag: Lag;
  #read: Promise<Piece> | null = null;
  #sent = { bytes: 0, at: Number.NEGATIVE_INFINITY };

  constructor(deps: FollowDeps, options: ReaderOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#lag = new Lag(deps);
  }

  async next(place: Place): Promise<Step> {
    const { id, viewer, state, sight, gate, signal } = this.#options;
    const { host, limits } = this.#deps;
    if (viewer.roomNow <= 0) this.#lag.full();
    const turn = await viewer.turn(signal, viewer.lag === "screen" ? limits.viewerLagMs : undefined);
    if (turn === "superseded") return "over";
    if (turn === "fresh") {
      const { endOffset } = await persist(() => host.get(id), signal);
      return viewer.hasBacklog(endOffset, limits.freshScreenBytes) ? this.#screen() : this.next(place);
    }
    if (turn === "late") {
      const { endOffset } = await persist(() => host.get(id), signal);
      return this.#lag.tooFar(endOffset - place.cursor.offset) ? this.#screen() : this.next(place);
    }
    await gate.drained(signal);
    if (this.#pause > 0) await sleep(this.#pause, undefined, { signal });
    this.#read ??= this.#readAt(place);
    const result = await Promise.race([this.#read, state.changed()]);
    if (result === "state") return "state";
    const items = itemsInSight(sight, result.items);
    const last = items.at(-1);
    if (!last) return "over";
    const tooFar = this.#lag.tooFar(result.endOffset - last.place.cursor.offset);
    if (tooFar && viewer.lag === "screen") return this.#screen();
    viewer.sent(last.place.cursor.offset);
    this.#sent = { bytes: last.place.cursor.offset - place.cursor.offset, at: performance.now() };
    // The next piece is fetched while this one goes out.
    const goesOn = !last.isExit && viewer.roomNow > 0 && bytesInSight(sight, last.place) > 0;
    this.#read = goesOn && this.#pause === 0 ? this.#readAt(last.place) : null;
    return { ...result, items };
  }

  /** Milliseconds in which nothing is to be sent, because somebody types elsewhere. */
  get #pause(): number {
    return this.#deps.viewers.keys.pause(this.#options.id, this.#sent);
  }

  #screen(): "screen" {
    this.#read = null;
    this.#lag.reset();
    return "screen";
  }

  #readAt(place: Place): Promise<Piece> {
    const { epoch, cursor } = place;
    const { id, viewer, room, sight, signal } = this.#options;
    const maxBytes = Math.min(viewer.roomNow, this.#deps.limits.dataEventBytes, bytesInSight(sight, place));
    const request = { id, epoch, cursor, maxBytes, mayWantScreen: room.mayWantScreen };
    const read = persist(() => room.pieces.read(this.#deps.host, request, signal), signal);
    // A viewer that leaves while the next piece is on its way is no failure.
    read.catch(() => undefined);
    return read;
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
