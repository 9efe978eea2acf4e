import type { PackedLines } from "../packed-lines.ts";
import type { Cursor, Question, Questioner, ReadResult, RunnerSnapshot, TerminalHost } from "../port.ts";
import type { Keyframe } from "./keyframe-file.ts";
import type { Keyframes } from "./keyframes.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import type { PastScreens } from "./past-screens.ts";
import type { ScreenWorker } from "./screen-worker.ts";
import { toFeed } from "./to-feed.ts";

export type LinesListener = (terminalId: string, epoch: string, lines: PackedLines) => void;

export interface MirrorDeps {
  readonly host: Pick<TerminalHost, "get" | "read"> & Pick<Questioner, "questions" | "answer">;
  readonly worker: ScreenWorker;
  readonly keyframes: Pick<Keyframes, "load" | "save">;
  readonly past?: Pick<PastScreens, "save">;
  /** Output between two drawings on disk; left out, the named limit. */
  readonly everyBytes?: number;
  /** Told of the lines that left a terminal's screen; those that are on it at the end come last. */
  readonly onLines?: LinesListener | undefined;
}

const START: Cursor = { offset: 0, events: 0 };
const NEVER = new AbortController().signal;

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
  readonly #everyBytes: number;
  #sliceBytes: number;
  #over = false;

  constructor(deps: MirrorDeps, terminal: { readonly id: string; readonly epoch: string }) {
    this.#deps = deps;
    this.#everyBytes = deps.everyBytes ?? MIRROR_LIMITS.keyframeBytes;
    this.#sliceBytes = Math.min(MIRROR_LIMITS.sliceBytes, this.#everyBytes);
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
    const { host, worker } = this.#deps;
    const began = performance.now();
    const { lines, answers, workMs } = await worker.feed(screen, toFeed(taken, host.questions(this.id)));
    if (answers.length > 0) host.answer(this.id, answers);
    this.#tell(lines);
    this.#adapt(workMs, performance.now() - began);
    const cursor = taken.at(-1)?.next ?? this.#cursor;
    this.#sinceKeyframe += cursor.offset - this.#cursor.offset;
    this.#cursor = cursor;
    this.#over = end >= 0 || items.length === 0;
    if (this.#over) this.#tell(await this.#deps.worker.finish(screen));
    if (this.#over || this.#sinceKeyframe >= this.#everyBytes) await this.#keep(screen);
  }

  /** Puts the screen on disk, for what comes next and for whoever looks back. */
  async #keep(screen: number): Promise<void> {
    const frame = await this.save();
    if (!frame) return;
    const isLong = frame.screen.length > MIRROR_LIMITS.pastChars;
    const short = isLong ? await this.#deps.worker.draw(screen, MIRROR_LIMITS.pastChars) : frame;
    const { startOffset } = await this.#deps.host.get(this.id);
    await this.#deps.past?.save(this.id, { ...frame, screen: short.screen }, startOffset);
  }

  /** Takes a slice of what it must to answer what the program has asked; says whether there is more to take. */
  async answer(): Promise<boolean> {
    await this.open();
    const { endOffset } = await this.#deps.host.get(this.id);
    const isAhead = ({ offset }: Question) => offset > this.#cursor.offset && offset <= endOffset;
    if (this.#over || !this.#deps.host.questions(this.id).some(isAhead)) return false;
    await this.take();
    return true;
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

  /** Larger slices of what is passed over quickly, so that more of it can be; smaller ones of what takes its time or its turn. */
  #adapt(workMs: number, tookMs: number): void {
    const { sliceBytes, floodSliceBytes, sliceMs, turnMs } = MIRROR_LIMITS;
    if (workMs > sliceMs) this.#sliceBytes = sliceBytes;
    else if (tookMs > turnMs) this.#sliceBytes = Math.max(sliceBytes, this.#sliceBytes / 2);
    else this.#sliceBytes = Math.min(floodSliceBytes, this.#sliceBytes * 2);
    // A slice is not longer than what lies between two drawings.
    this.#sliceBytes = Math.min(this.#sliceBytes, this.#everyBytes);
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
  async save(): Promise<Keyframe | null> {
    if (this.#screen === null) return null;
    this.#sinceKeyframe = 0;
    const frame = { ...(await this.#draw()), final: this.#over };
    await this.#deps.keyframes.save(this.id, frame);
    return frame;
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
