import type { Cursor, ReadResult, RunnerSnapshot, TerminalHost } from "../port.ts";
import type { PackedLines } from "../packed-lines.ts";
import type { Keyframe, Keyframes } from "./keyframes.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import type { ScreenWorker } from "./screen-worker.ts";
import type { FeedItem } from "./worker-messages.ts";

export type LinesListener = (terminalId: string, epoch: string, lines: PackedLines) => void;

export interface MirrorDeps {
  readonly host: Pick<TerminalHost, "get" | "read">;
  readonly worker: ScreenWorker;
  readonly keyframes: Pick<Keyframes, "load" | "save">;
  /** Told of the lines that left a terminal's screen; those that are on it at the end come last. */
  readonly onLines?: LinesListener | undefined;
}

const START: Cursor = { offset: 0, events: 0 };
const NEVER = new AbortController().signal;

/** The bytes are copied, because the engine's are views of memory that all readers share. */
function toFeed(items: ReadResult["items"]): FeedItem[] {
  return items.flatMap(({ item }): FeedItem[] => {
    if (item.type === "data") return [{ offset: item.offset, bytes: new Uint8Array(item.bytes) }];
    if (item.type === "reset") return [{ reset: item.output }];
    return item.type === "resize" ? [{ cols: item.cols, rows: item.rows }] : [];
  });
}

export function asSnapshot({ epoch, cursor, cols, rows, screen }: Keyframe): RunnerSnapshot {
  return { epoch, cursor, cols, rows, screen };
}

/**
 * The screen of one terminal: how far its output was taken, and what it looks like there. A gap keeps what was on the
 * screen and goes on behind it. Nothing here ever holds the terminal up. Its methods must not overlap.
 */
export class Mirror {
  readonly id: string;
  readonly epoch: string;
  readonly #deps: MirrorDeps;
  #screen: number | null = null;
  #cursor = START;
  #sinceKeyframe = 0;
  #sliceBytes: number = MIRROR_LIMITS.sliceBytes;
  #over = false;

  constructor(deps: MirrorDeps, terminal: { readonly id: string; readonly epoch: string }) {
    this.#deps = deps;
    this.id = terminal.id;
    this.epoch = terminal.epoch;
  }

  /** The terminal has ended and all of its output was taken. */
  get over(): boolean {
    return this.#over;
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  /** Makes the screen from the last drawing, if there is none; the cursor is that of the drawing then. */
  async open(): Promise<number> {
    if (this.#screen !== null) return this.#screen;
    const { host, keyframes, worker } = this.#deps;
    const terminal = await host.get(this.id);
    const found = await keyframes.load(this.id, this.epoch);
    // A runner that was killed may have drawn what its log had not on disk yet.
    const frame = found && found.cursor.offset <= terminal.endOffset ? found : null;
    // Without a drawing, the first event behind the start says the real size.
    const { cols, rows, screen } = frame ?? { ...terminal, screen: "" };
    const opened = await worker.open({ cols, rows }, screen);
    this.#cursor = frame?.cursor ?? START;
    this.#sinceKeyframe = 0;
    this.#screen = opened;
    return opened;
  }

  /** Takes one slice of what is behind the cursor; waits when there is nothing. */
  async take(signal: AbortSignal = NEVER): Promise<void> {
    const screen = await this.open();
    const items = await this.#nextSlice(signal);
    const end = items.findIndex(({ item }) => item.type === "exit");
    // The exit is not part of the screen: who follows from a snapshot is still to be told of it.
    const taken = end < 0 ? items : items.slice(0, end);
    const began = performance.now();
    this.#tell(await this.#deps.worker.feed(screen, toFeed(taken)));
    this.#adapt(performance.now() - began);
    const cursor = taken.at(-1)?.next ?? this.#cursor;
    this.#sinceKeyframe += cursor.offset - this.#cursor.offset;
    this.#cursor = cursor;
    this.#over = end >= 0 || items.length === 0;
    if (this.#over) this.#tell(await this.#deps.worker.finish(screen));
    if (this.#over || this.#sinceKeyframe >= MIRROR_LIMITS.keyframeBytes) await this.save();
  }

  /** What is there behind the cursor, as much as is taken at a time. */
  async #nextSlice(signal: AbortSignal): Promise<ReadResult["items"]> {
    const { id, epoch } = this;
    const { host } = this.#deps;
    const { endOffset } = await host.get(id);
    const goal = Math.min(endOffset, this.#cursor.offset + this.#sliceBytes);
    const items: ReadResult["items"][number][] = [];
    for (let cursor = this.#cursor, isLast = false; !isLast && (items.length === 0 || cursor.offset < goal);) {
      const maxBytes = Math.max(1, Math.min(this.#sliceBytes, goal - cursor.offset));
      const read = await host.read({ id, epoch, cursor, maxBytes: items.length === 0 ? this.#sliceBytes : maxBytes }, signal);
      items.push(...read.items);
      const last = read.items.at(-1);
      isLast = !last || last.item.type === "exit";
      cursor = last?.next ?? cursor;
    }
    return items;
  }

  /** Larger slices of what is passed over quickly, so that more of it can be; small ones of what takes its time. */
  #adapt(tookMs: number): void {
    const { sliceBytes, floodSliceBytes, sliceMs } = MIRROR_LIMITS;
    if (tookMs > sliceMs) this.#sliceBytes = sliceBytes;
    else this.#sliceBytes = Math.min(floodSliceBytes, this.#sliceBytes * 2);
  }

  /** The screen of now, or of the place that could be reached in the time a snapshot may take. */
  async snapshot(): Promise<RunnerSnapshot> {
    if (this.#over && this.#screen === null) {
      const frame = await this.#deps.keyframes.load(this.id, this.epoch);
      if (frame) return asSnapshot(frame);
    }
    await this.open();
    const late = AbortSignal.timeout(MIRROR_LIMITS.catchUpMs);
    const { endOffset } = await this.#deps.host.get(this.id);
    const goal = Math.min(endOffset, this.#cursor.offset + MIRROR_LIMITS.catchUpBytes);
    while (this.#cursor.offset < goal && !late.aborted) await this.take();
    return this.#draw();
  }

  /** What to answer when no screen can be had: nothing, and all output from the start on, which comes to the same. */
  async blank(): Promise<RunnerSnapshot> {
    const { cols, rows } = await this.#deps.host.get(this.id);
    return { epoch: this.epoch, cursor: START, cols, rows, screen: "" };
  }

  /** Puts the screen on disk, from where the next one goes on. */
  async save(): Promise<void> {
    if (this.#screen === null) return;
    this.#sinceKeyframe = 0;
    await this.#deps.keyframes.save(this.id, { ...(await this.#draw()), final: this.#over });
  }

  /** Lets go of the screen, but for what `save` put on disk. */
  async close(): Promise<void> {
    const screen = this.#screen;
    this.#screen = null;
    if (screen !== null) await this.#deps.worker.close(screen);
  }

  /** The screen went down with its worker. */
  forget(): void {
    this.#screen = null;
  }

  #tell(lines: PackedLines): void {
    if (lines.offsets.length > 0) this.#deps.onLines?.(this.id, this.epoch, lines);
  }

  async #draw(): Promise<RunnerSnapshot> {
    const { heldBytes, ...drawn } = await this.#deps.worker.draw(await this.open());
    return { epoch: this.epoch, cursor: { ...this.#cursor, offset: this.#cursor.offset - heldBytes }, ...drawn };
  }
}
