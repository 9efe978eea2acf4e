import type { ReplayItem, ScreenAtQuery } from "@pilothouse/contracts";
import type { Terminal } from "@xterm/xterm";
import { createStore } from "../store/store.ts";
import { Feed } from "../surface/core/feed.ts";
import { timeAfter } from "./pace.ts";
import type { ReplaySource } from "./replay-source.ts";
import { Tape } from "./tape.ts";

type Place = ScreenAtQuery["place"];
type Screen = Pick<Terminal, "write" | "reset" | "resize" | "scrollToBottom">;

export interface ReplayState {
  /** `seeking`: another place is on its way. */
  readonly status: "seeking" | "ready" | "failed";
  readonly error: unknown;
  readonly playing: boolean;
  /** The time that is shown, in milliseconds since 1970. */
  readonly at: number;
  /** How much output is behind what is shown. */
  readonly offset: number;
  /** All was shown: the end of the terminal, or what it has printed until now. */
  readonly end: "over" | "present" | null;
  readonly speed: number;
  readonly skipIdle: boolean;
}

const FIRST: ReplayState = {
  status: "seeking",
  error: null,
  playing: false,
  at: 0,
  offset: 0,
  end: null,
  speed: 1,
  skipIdle: true,
};
/** Places that can be stepped back to without asking when they were. */
const STEPS_KEPT = 500;
/** As far as a step back goes where no place is known. */
const STEP_MS = 1_000;

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Plays a recording on a screen. It only ever reads: nothing of what it shows reaches the terminal. */
export class Player {
  readonly state = createStore<ReplayState>(FIRST);
  readonly #source: ReplaySource;
  readonly #terminal: Screen;
  readonly #feed: Feed;
  #tape: Tape | null = null;
  /** Where each item that was shown since the last leap began. */
  #behind: number[] = [];
  #wanted: Place | null = null;
  #seeking: Promise<void> | null = null;
  #playing: Promise<void> | null = null;
  #closed = false;

  constructor(source: ReplaySource, terminal: Screen) {
    this.#source = source;
    this.#terminal = terminal;
    this.#feed = new Feed(terminal);
  }

  /** Shows another place. Of several that are wanted while one is on its way only the last is gone to. */
  seek(place: Place): Promise<void> {
    this.#wanted = place;
    this.#set({ status: "seeking", end: null, ...("at" in place ? { at: place.at } : {}) });
    this.#seeking ??= this.#seekAll().finally(() => (this.#seeking = null));
    return this.#seeking;
  }

  play(): void {
    if (this.#closed) return;
    this.#set({ playing: true });
    this.#playing ??= this.#playOn().finally(() => (this.#playing = null));
  }

  /** Plays or pauses; at the end of a terminal, plays all of it again. */
  toggle(): void {
    const { playing, end } = this.state.get();
    if (playing) return this.pause();
    if (end === "over") void this.seek({ offset: 0 });
    this.play();
  }

  pause(): void {
    this.#set({ playing: false });
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  setSkipIdle(skipIdle: boolean): void {
    this.#set({ skipIdle });
  }

  /** Shows the next piece of output. */
  async stepForward(): Promise<void> {
    this.pause();
    await Promise.all([this.#playing, this.#seeking]);
    await this.#guarded(async () => {
      for (let isShown = false; !isShown;) {
        const item = await this.#next();
        if (!item) return;
        await this.#show(item);
        isShown = item.type === "output";
      }
    });
  }

  /** Shows the screen as it was before the last piece of output. */
  async stepBack(): Promise<void> {
    this.pause();
    await Promise.all([this.#playing, this.#seeking]);
    const kept = this.#behind;
    const offset = kept.pop();
    await this.seek(offset === undefined ? { at: Math.max(0, this.state.get().at - STEP_MS) } : { offset });
    this.#behind = kept;
  }

  close(): void {
    this.#closed = true;
    this.pause();
  }

  #set(change: Partial<ReplayState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }

  async #seekAll(): Promise<void> {
    for (let place = this.#wanted; place && !this.#closed; place = this.#wanted) {
      const outcome = await this.#goTo(place).then(
        () => ({ status: "ready", error: null }) as const,
        (error: unknown) => ({ status: "failed", error, playing: false }) as const,
      );
      // Whatever became of this place, another one may be wanted by now.
      if (!this.#isWanted(place)) continue;
      this.#wanted = null;
      this.#set(outcome);
    }
    this.#wanted = null;
  }

  #isWanted(place: Place): boolean {
    return this.#wanted === place && !this.#closed;
  }

  /** Draws the screen of a place, unless another one is wanted by then. */
  async #goTo(place: Place): Promise<void> {
    const { place: from, at, cols, rows, screen } = await this.#source.screenAt(place);
    if (!this.#isWanted(place)) return;
    const tape = new Tape(from, (page) => this.#source.page(page));
    await tape.ready();
    this.#feed.startAnew();
    await this.#feed.drained();
    if (!this.#isWanted(place)) return;
    this.#tape = tape;
    this.#behind = [];
    this.#terminal.reset();
    this.#terminal.resize(cols, rows);
    this.#feed.write(screen, false);
    await this.#feed.drained();
    // A size at the very place belongs to it, and so does the end.
    for (let item = tape.next; isOf(from.offset, item); item = tape.next) {
      if (item.type === "size") this.#terminal.resize(item.cols, item.rows);
      tape.take();
    }
    this.#terminal.scrollToBottom();
    this.#set({ at, offset: from.offset, end: endOf(tape) });
  }

  async #playOn(): Promise<void> {
    let last = performance.now();
    await this.#guarded(async () => {
      while (this.state.get().playing) {
        await this.#seeking;
        const item = await this.#next();
        if (!item || !this.state.get().playing) return this.pause();
        const now = await nextFrame();
        // A seek may have come meanwhile, and with it another tape.
        if (this.#seeking) continue;
        const { at, speed, skipIdle } = this.state.get();
        const time = timeAfter({ at, nextAt: item.at, frameMs: Math.max(0, now - last), speed, skipIdle });
        last = now;
        await this.#showUntil(time);
      }
    });
  }

  /** Shows all that had happened by a time. */
  async #showUntil(time: number): Promise<void> {
    const tape = this.#tape;
    for (let item = tape?.next; item && item.at <= time && tape === this.#tape; item = tape?.next) await this.#show(item);
    if (tape === this.#tape && this.state.get().status === "ready") this.#set({ at: time });
  }

  /** The next item; `undefined` at the end, which is noted. */
  async #next(): Promise<ReplayItem | undefined> {
    const tape = this.#tape;
    await tape?.ready();
    if (tape && !tape.next) this.#set({ end: endOf(tape) });
    return tape?.next;
  }

  async #show(item: ReplayItem): Promise<void> {
    this.#tape?.take();
    if (item.type === "output") {
      this.#behind.push(this.state.get().offset);
      if (this.#behind.length > STEPS_KEPT) this.#behind.shift();
      this.#feed.write(item.bytes, false);
      await this.#feed.room();
    } else if (item.type === "size") {
      await this.#feed.drained();
      this.#terminal.resize(item.cols, item.rows);
    } else if (item.type === "gap") this.#feed.startAnew();
    this.#set({ at: item.at, offset: item.next.offset });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#set({ status: "failed", error, playing: false });
    }
  }
}

/** Whether nothing is printed between a place and this item. */
function isOf(offset: number, item: ReplayItem | undefined): item is Extract<ReplayItem, { type: "size" | "exit" }> {
  return (item?.type === "size" || item?.type === "exit") && item.next.offset === offset;
}

function endOf(tape: Tape): ReplayState["end"] {
  if (tape.next) return null;
  return tape.over ? "over" : "present";
}
