import { LIMITS } from "@pilothouse/contracts";
import type { AttachEvent, Scrollback } from "@pilothouse/sdk";
import type { Terminal } from "@xterm/xterm";
import { type Feed, HIDE_CURSOR } from "./feed.ts";
import { OutputSince } from "./output-since.ts";

/** What is shown changes while lines are on their way: so often are they asked for. */
const TRIES = 3;
const FULL_RESET = "\x1bc";
/** What is in between is not shown (DEC mode 2026). */
const HOLD = { begin: "\x1b[?2026h", end: "\x1b[?2026l" } as const;

type Screen = Pick<Terminal, "buffer" | "cols" | "rows" | "onScroll" | "resize" | "scrollToLine" | "hasSelection" | "write">;

export interface OlderLinesOptions {
  readonly terminal: Screen;
  readonly feed: Feed;
  /** The screen as of now with many lines above it. */
  readonly load: () => Promise<Scrollback>;
  /** Says whether older lines are on their way. */
  readonly loading: (isLoading: boolean) => void;
}

/**
 * Draws what is far above a screen once somebody scrolls to the top of what came with it. xterm can put nothing in
 * front, so all is drawn again, with the same lines in sight.
 */
export class OlderLines {
  readonly #options: OlderLinesOptions;
  #end: { readonly epoch: string; readonly offset: number } | null = null;
  /** The screen came with some of the lines above it. */
  #isCut = false;
  #isOver = false;
  #isBusy = false;
  /** A look at the top asks once, however much is printed below meanwhile. */
  #wasAway = true;
  #since: OutputSince | null = null;

  constructor(options: OlderLinesOptions) {
    this.#options = options;
    options.terminal.onScroll(() => {
      if (this.#isWanted()) void this.#load();
    });
  }

  /** This was just handed to xterm. */
  drew(event: AttachEvent): void {
    if (event.type === "data") {
      this.#end = { epoch: event.epoch, offset: event.offset + event.bytes.length };
      this.#since?.add(event);
      return;
    }
    if (event.type === "exit") {
      this.#isOver = true;
      return;
    }
    this.#since?.spoil();
    if (event.type !== "snapshot") return;
    this.#end = event;
    this.#isCut = true;
  }

  /** Asked for every line that scrolls. */
  #isWanted(): boolean {
    const { terminal } = this.#options;
    const { type, viewportY, baseY } = terminal.buffer.active;
    if (viewportY > 0) this.#wasAway = true;
    // A page that is higher or wider than the terminal was has fewer lines above.
    const isAtTop = type === "normal" && viewportY === 0 && baseY >= LIMITS.snapshotLines / 2;
    return isAtTop && this.#isCut && this.#wasAway && !this.#isBusy && !terminal.hasSelection();
  }

  async #load(): Promise<void> {
    this.#isBusy = true;
    this.#wasAway = false;
    this.#options.loading(true);
    try {
      for (let tries = 0; tries < TRIES && !(await this.#redraw()); tries += 1) continue;
    } catch {
      // What is there stays; coming to the top again asks again.
    } finally {
      this.#since = null;
      this.#isBusy = false;
      this.#options.loading(false);
    }
  }

  /** Whether nothing is left to do. */
  async #redraw(): Promise<boolean> {
    if (!this.#end) return true;
    const { terminal, feed, load } = this.#options;
    const since = new OutputSince(this.#end);
    this.#since = since;
    const older = await load();
    await since.reaches(older.offset);
    await feed.drained();
    // Nothing waits from here on until xterm has it all: no byte may be missing or doubled.
    const { cols, rows, buffer } = terminal;
    const { type, baseY, viewportY } = buffer.active;
    const rest = since.behind(older);
    const isOver = this.#isOver;
    if (type !== "normal") return true;
    if (!rest || older.cols !== cols || (older.rows !== rows && !isOver)) return false;
    this.#isCut = false;
    feed.startAnew();
    terminal.resize(cols, older.rows);
    feed.write(`${FULL_RESET}${HOLD.begin}${older.screen}`, false);
    for (const bytes of rest) feed.write(bytes, false);
    if (isOver) feed.write(HIDE_CURSOR, false);
    terminal.write("", () => {
      terminal.resize(cols, rows);
      terminal.scrollToLine(Math.max(0, buffer.active.baseY - (baseY - viewportY)));
    });
    feed.write(HOLD.end, false);
    await feed.drained();
    return true;
  }
}
