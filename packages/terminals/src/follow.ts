import { setTimeout as delay } from "node:timers/promises";
import type { AttachInput, TerminalViewer } from "@pilothouse/contracts";
import type { TerminalDeps } from "./deps.ts";
import { Lag } from "./lag.ts";
import { latestScreens, screenNow } from "./latest-screen.ts";
import { persist } from "./persist.ts";
import type { NumberedEvent, Piece, Pieces } from "./pieces.ts";
import { parsePlace, type Place, placeId } from "./place.ts";
import type { TerminalRecord } from "./record.ts";
import type { Viewer } from "./viewer-window.ts";
import { type StateWatch, watchState } from "./watch-state.ts";
import type { Link } from "./verbs/watch.ts";

type FollowDeps = Pick<TerminalDeps, "host" | "viewers" | "limits" | "changes" | "clock">;

export interface FollowOptions extends Link {
  readonly input: AttachInput;
  readonly viewer: TerminalViewer;
}

/**
 * One viewer's stream: exactly what is behind its place, or a snapshot and then the rest. It waits for its socket and
 * for its viewer's acknowledgements, holds one piece and at most one read at a time, and ends after the exit. A viewer
 * that lags and wants the latest screen gets that instead of what it has missed.
 */
export async function* follow(
  deps: FollowDeps,
  record: TerminalRecord,
  { input, viewer: who, gate, signal }: FollowOptions,
): AsyncGenerator<NumberedEvent> {
  const { id, epoch } = record;
  const { viewer, room } = deps.viewers.open(id, who, input.lag ?? "bytes");
  using state = watchState(deps, record, room);
  try {
    let place: Place | null = resumePlace(input, epoch);
    if (!place) {
      const screen = await screenNow(deps, id);
      place = screen.place;
      yield screen.numbered;
    }
    viewer.startAt(place.cursor.offset);
    const reader = new Reader(deps, { id, viewer, pieces: room.pieces, state, gate, signal });
    while (place) {
      const step: Step = await reader.next(place);
      if (step === "over") return;
      if (step === "state") {
        const { offset } = place.cursor;
        yield { id: placeId(place), event: { type: "state", epoch, offset, ...state.take() } };
      } else if (step === "screen") {
        place = yield* latestScreens(deps, { id, viewer, gate, signal });
      } else {
        for (const item of step.items) {
          place = item.place;
          if (item.event) yield item.event;
          if (item.isExit) return;
        }
      }
    }
  } finally {
    viewer.close();
  }
}

/** What is to be done for a viewer: send it this output, its state or the screen as it is now, or nothing any more. */
type Step = Piece | "state" | "screen" | "over";

interface ReaderOptions extends Link {
  readonly id: string;
  readonly viewer: Viewer;
  readonly pieces: Pieces;
  readonly state: StateWatch;
}

class Reader {
  readonly #deps: FollowDeps;
  readonly #options: ReaderOptions;
  readonly #lag: Lag;
  #read: Promise<Piece> | null = null;

  constructor(deps: FollowDeps, options: ReaderOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#lag = new Lag(deps);
  }

  async next(place: Place): Promise<Step> {
    const { id, viewer, state, gate, signal } = this.#options;
    const { host, limits } = this.#deps;
    if (viewer.roomNow <= 0) this.#lag.full();
    const turn = await viewer.turn(signal, viewer.lag === "screen" ? limits.viewerLagMs : undefined);
    if (turn === "superseded") return "over";
    if (turn === "fresh") {
      await delay(limits.freshScreenMs, undefined, { signal });
      return this.#screen();
    }
    if (turn === "late") {
      const { endOffset } = await persist(() => host.get(id), signal);
      return this.#lag.tooFar(endOffset - place.cursor.offset) ? this.#screen() : this.next(place);
    }
    await gate.drained(signal);
    this.#read ??= this.#readAt(place);
    const result = await Promise.race([this.#read, state.changed()]);
    if (result === "state") return "state";
    const last = result.items.at(-1);
    if (!last) return "over";
    const tooFar = this.#lag.tooFar(result.endOffset - last.place.cursor.offset);
    if (tooFar && viewer.lag === "screen") return this.#screen();
    viewer.sent(last.place.cursor.offset);
    // The next piece is fetched while this one goes out.
    const goesOn = !last.isExit && viewer.roomNow > 0;
    this.#read = goesOn ? this.#readAt(last.place) : null;
    return result;
  }

  #screen(): "screen" {
    this.#read = null;
    this.#lag.reset();
    return "screen";
  }

  #readAt({ epoch, cursor }: Place): Promise<Piece> {
    const { id, viewer, pieces, signal } = this.#options;
    const maxBytes = Math.min(viewer.roomNow, this.#deps.limits.dataEventBytes);
    const read = persist(() => pieces.read(this.#deps.host, { id, epoch, cursor, maxBytes }, signal), signal);
    // A viewer that leaves while the next piece is on its way is no failure.
    read.catch(() => undefined);
    return read;
  }
}

/** Where the viewer goes on; `null` when it needs the screen first. */
function resumePlace(input: AttachInput, epoch: string): Place | null {
  const last = input.lastEventId ? parsePlace(input.lastEventId) : null;
  if (last) return last.epoch === epoch ? last : null;
  if (!input.from || (input.from.epoch ?? epoch) !== epoch) return null;
  return { epoch, cursor: { offset: input.from.offset, events: 0 } };
}
