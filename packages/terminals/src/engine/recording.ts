import { LIMITS, type RecordingState, type TerminalExit } from "@pilothouse/contracts";
import { joined } from "@pilothouse/contracts/wire";
import { type Clock, Fault, type Logger } from "@pilothouse/platform";
import type { Cursor, NewMark, ReadResult, RunnerTimeline, WrittenAt } from "../port.ts";
import { DiskWriter } from "./disk-writer.ts";
import { KeptBytes } from "./kept-bytes.ts";
import { readItems } from "./read-items.ts";
import { recordedEvents } from "./recorded-events.ts";
import { Ring } from "./ring.ts";
import type { Segments } from "./segments.ts";
import { steadyClock } from "./steady-clock.ts";
import { Timeline } from "./timeline.ts";
import type { TimelineEvent } from "./timeline-event.ts";
import type { TimelineFile } from "./timeline-file.ts";
import { Waiters } from "./waiters.ts";

interface RecordingOptions {
  readonly segments: Segments;
  readonly timelineFile: TimelineFile;
  /** What an earlier process left. */
  readonly events?: readonly TimelineEvent[];
  /** When the terminal was made, in milliseconds since 1970. */
  readonly startedAt?: number;
  readonly hotRingBytes: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Makes the place on disk. */
  readonly prepare?: () => Promise<void>;
}

/** Output that waits for the disk: above `high` the program is held, below `low` it goes on. */
const BACKLOG_BYTES = { high: 8 * 1024 * 1024, low: 2 * 1024 * 1024 };

/** A terminal's bytes and events in their one order: the newest in memory, all that are kept on disk. */
export class Recording {
  readonly timeline: Timeline;
  readonly #hotRingBytes: number;
  readonly #clock: Clock;
  readonly #ring: Ring;
  readonly #segments: Segments;
  readonly #kept: KeptBytes;
  readonly #writer: DiskWriter;
  readonly #waiters = new Waiters();
  #changes = 0;
  #behind = false;
  #gone: Fault | null = null;
  #told: RecordingState;
  /** Told when the disk falls too far behind, and when it has caught up. Only this may hold a program. */
  onBacklog: (behind: boolean) => void = () => undefined;
  /** Told when the disk begins to refuse output, and when it takes it again. */
  onState: () => void = () => undefined;

  constructor(options: RecordingOptions) {
    const { segments, timelineFile: timeline, events = [], log, prepare = async () => undefined } = options;
    this.#hotRingBytes = options.hotRingBytes;
    this.timeline = new Timeline(events);
    // The clock may be set back; a recording's times may not.
    this.#clock = steadyClock(options.clock, Math.max(segments.lastTime, this.timeline.lastTime));
    // An event can have reached a disk that failed for the bytes before it: those are a gap.
    this.#ring = new Ring(Math.max(segments.end, this.timeline.lastOffset));
    this.#segments = segments;
    this.#kept = new KeptBytes(this.#ring, segments);
    const onProgress = () => this.#settle();
    const since = options.startedAt ?? 0;
    const clock = this.#clock;
    this.#writer = new DiskWriter({ ring: this.#ring, segments, timeline, clock, since, log, prepare, onProgress });
    this.#told = this.#writer.state;
  }

  /** Whether output is kept on disk, and since when. */
  get state(): RecordingState {
    return this.#writer.state;
  }

  /** The oldest byte kept. */
  get start(): number {
    return this.#kept.firstFrom(0);
  }

  /** One past the newest byte. */
  get end(): number {
    return this.#ring.end;
  }

  /** Takes output; the chunk is copied and may be reused by the caller. */
  append(chunk: Uint8Array): void {
    this.#ring.append(chunk);
    this.#changed();
    this.#writer.wake();
    this.#settle();
  }

  resize(size: { readonly cols: number; readonly rows: number }): void {
    const { cols, rows } = size;
    this.#record(this.timeline.numbered({ type: "size", offset: this.end, cols, rows, at: this.#clock.now() }));
  }

  mark({ kind, label }: NewMark): void {
    const event = { type: "mark", offset: this.end, at: this.#clock.now(), kind, label } as const;
    this.#record(this.timeline.numbered(event));
  }

  /** Records output that is not the program's, which switches back what it has left switched. */
  reset(output: string): void {
    this.#record(this.timeline.numbered({ type: "reset", offset: this.end, at: this.#clock.now(), output }));
  }

  /** Records the end. It is seen by readers only once it is on disk, after every byte. */
  async finish(exit: TerminalExit, status: "exited" | "lost"): Promise<void> {
    const at = Math.max(exit.at, this.#clock.now());
    const event = this.timeline.numbered({ type: "exit", offset: this.end, exit: { ...exit, at }, status });
    this.#writer.addEvent(event);
    await this.#writer.end();
    this.timeline.push(event);
    this.#settle();
    this.#changed();
  }

  /** Waits for something behind the cursor; an empty answer means that there will never be anything. */
  async read(cursor: Cursor, maxBytes: number, signal: AbortSignal): Promise<ReadResult> {
    const source = { kept: this.#kept, timeline: this.timeline };
    for (;;) {
      signal.throwIfAborted();
      if (this.#gone) throw this.#gone;
      this.#check(cursor, maxBytes);
      const seen = this.#changes;
      const items = await readItems(source, cursor, maxBytes);
      const over = this.timeline.end && cursor.offset === this.end && cursor.events >= this.timeline.count;
      if (items.length > 0 || over) return { items, endOffset: this.end };
      if (seen === this.#changes) await this.#waiters.wait(signal);
    }
  }

  /** Up to `limit` bytes without a hole that end at `before`, or before the hole that is there. */
  async history(before: number, limit: number): Promise<{ offset: number; bytes: Uint8Array }> {
    const run = this.#kept.runBefore(Math.min(before, this.end));
    const offset = Math.max(run.start, run.end - limit);
    return { offset, bytes: joined(await this.#kept.read(offset, run.end)) };
  }

  times(from: number): Promise<readonly WrittenAt[]> {
    return this.#segments.times(from);
  }

  /** How far the output had got at a time. */
  async offsetAt(at: number): Promise<number> {
    const isAll = at >= (this.timeline.end?.exit.at ?? this.#clock.now());
    return isAll ? this.end : this.#segments.reachedAt(at);
  }

  /** Up to `limit` events from the number `from` on, but for what switches modes back; and every gap. */
  async events(from: number, limit: number): Promise<RunnerTimeline> {
    const gaps = this.#kept.gaps().slice(-LIMITS.timelineGaps);
    const timed = gaps.map(async (gap) => ({ ...gap, at: (await this.#segments.times(gap.to))[0]?.at ?? this.#clock.now() }));
    return { ...recordedEvents(this.timeline.all, from, limit), gaps: await Promise.all(timed) };
  }

  /** Forgets the oldest output until no more than `bytes` are on disk; all of it only once the terminal is over. */
  async trim(bytes: number): Promise<void> {
    await this.#segments.trim(bytes, { complete: this.timeline.end !== null });
    this.#changed();
  }

  /** What is to be known of the terminal is different now and belongs on disk. */
  factsChanged(): void {
    this.#writer.prepareAgain();
  }

  /** Resolves when everything so far is on disk, or the disk has refused it. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  /** Ends writing; readers that wait are told `reason`. */
  async close(reason: Fault): Promise<void> {
    this.#gone = reason;
    this.#changed();
    await this.#writer.close();
  }

  #record(event: TimelineEvent): void {
    this.timeline.push(event);
    this.#writer.addEvent(event);
    if (this.timeline.trim()) this.#writer.replaceEvents(() => this.timeline.all);
    this.#changed();
  }

  #check({ offset, events }: Cursor, maxBytes: number): void {
    if (![offset, events, maxBytes].every(Number.isSafeInteger)) throw new Fault("invalid", "a cursor is made of whole numbers");
    if (maxBytes < 1) throw new Fault("invalid", "a read takes at least one byte", { maxBytes });
    if (offset < 0 || offset > this.end || events < 0 || events > this.timeline.count) {
      throw new Fault("invalid", "the cursor lies behind the terminal's end", { offset, events, endOffset: this.end });
    }
  }

  #changed(): void {
    this.#changes += 1;
    this.#waiters.wake();
  }

  /** Lets memory go that is neither hot nor needed by the disk, and holds or releases the program. */
  #settle(): void {
    const cold = this.end - (this.timeline.end ? 0 : this.#hotRingBytes);
    this.#ring.dropBefore(this.#writer.failing ? cold : Math.min(cold, this.#writer.offset));
    const backlog = this.#writer.failing ? 0 : this.end - Math.max(this.#writer.offset, this.#ring.start);
    if (this.state !== this.#told) {
      this.#told = this.state;
      this.onState();
    }
    const behind = backlog > (this.#behind ? BACKLOG_BYTES.low : BACKLOG_BYTES.high);
    if (behind === this.#behind) return;
    this.#behind = behind;
    this.onBacklog(behind);
  }
}
