import type { RecordingState } from "@pilothouse/contracts";
import { type Clock, type Logger, messageOf } from "@pilothouse/platform";
import type { Ring } from "./ring.ts";
import type { Segments } from "./segments.ts";
import type { TimelineEvent } from "./timeline-event.ts";
import type { TimelineFile } from "./timeline-file.ts";

const BATCH_BYTES = 256 * 1024;
const EAGER_BYTES = 128 * 1024;
const LAZY_MS = 50;
const RETRY_MS = 1_000;

interface DiskWriterOptions {
  readonly ring: Ring;
  readonly segments: Pick<Segments, "append" | "close" | "end">;
  readonly timeline: Pick<TimelineFile, "append" | "replace" | "close">;
  readonly clock: Clock;
  /** From when on output is kept. */
  readonly since: number;
  readonly log: Logger;
  /** Makes the place that is written to; called before the first write and after each failure. */
  readonly prepare: () => Promise<void>;
  /** Called when `offset` or `failing` has changed. */
  readonly onProgress: () => void;
}

/**
 * Brings a terminal's output and events to disk, in order, one write at a time. While the disk fails it tries again
 * once a second and goes on with the oldest byte that is still in memory.
 */
export class DiskWriter {
  readonly #options: DiskWriterOptions;
  #events: TimelineEvent[] = [];
  #replacement: (() => readonly TimelineEvent[]) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #prepared = false;
  #state: RecordingState;
  #ending = false;
  #closed = false;

  constructor(options: DiskWriterOptions) {
    this.#options = options;
    this.#state = { state: "on", since: options.since };
  }

  /** One past the newest byte on disk. */
  get offset(): number {
    return this.#options.segments.end;
  }

  /** The last write failed: what is not on disk is kept no longer than the ring keeps it. */
  get failing(): boolean {
    return this.#state.state === "failing";
  }

  /** Whether output is kept on disk, and since when. */
  get state(): RecordingState {
    return this.#state;
  }

  /** To be called when the ring has grown. */
  wake(): void {
    if (this.#running || this.failing || this.#closed) return;
    if (this.#unwritten >= EAGER_BYTES) void this.#run(EAGER_BYTES);
    else this.#runLater(LAZY_MS);
  }

  /** Takes an event that comes after every byte now in the ring; it is written after them. */
  addEvent(event: TimelineEvent): void {
    this.#events.push(event);
    this.wake();
  }

  /** Replaces the events on disk by what `events` gives when it comes to that. */
  replaceEvents(events: () => readonly TimelineEvent[]): void {
    this.#replacement = events;
    this.wake();
  }

  /** Calls `prepare` again before the next write, which comes soon. */
  prepareAgain(): void {
    this.#prepared = false;
    this.wake();
  }

  /** Resolves when everything so far is on disk, or the disk has refused it. */
  async flush(): Promise<void> {
    await this.#running;
    await this.#run(1);
  }

  /** Like `flush`, for the last time: the files are let go once everything is in them. */
  async end(): Promise<void> {
    this.#ending = true;
    await this.flush();
  }

  /** Ends all writing; what is not on disk yet stays away from it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer();
    await this.#running;
    await this.#closeFiles();
  }

  /** Writes until fewer than `leave` bytes are left; what is left follows a little later. */
  #run(leave: number): Promise<void> {
    this.#cancelTimer();
    this.#running ??= this.#write(leave).finally(() => {
      this.#running = null;
      if (this.failing) this.#runLater(RETRY_MS);
      else if (this.#pending > 0) this.#runLater(LAZY_MS);
    });
    return this.#running;
  }

  /** Bytes in memory that belong on disk; what the ring has lost is not among them. */
  get #unwritten(): number {
    const { ring } = this.#options;
    return ring.end - Math.max(this.offset, ring.start);
  }

  get #pending(): number {
    return this.#unwritten + this.#events.length + (this.#replacement ? 1 : 0) + (this.#prepared ? 0 : 1);
  }

  async #write(leave: number): Promise<void> {
    const { log, clock, onProgress } = this.#options;
    try {
      while (this.#pending >= leave && !this.#closed) {
        await this.#writeBatch();
        this.#recovered();
        onProgress();
      }
      if (this.#ending && this.#pending === 0) await this.#closeFiles();
      this.#recovered();
      onProgress();
    } catch (error) {
      if (!this.failing) {
        log.warn({ reason: messageOf(error) }, "output cannot be kept on disk; the terminal goes on");
        this.#state = { state: "failing", since: clock.now() };
      }
      this.#prepared = false;
      onProgress();
    }
  }

  #recovered(): void {
    if (!this.failing) return;
    const { log, clock } = this.#options;
    log.info("output is kept on disk again");
    this.#state = { state: "on", since: clock.now() };
  }

  async #writeBatch(): Promise<void> {
    const { ring, segments, timeline, clock, prepare } = this.#options;
    if (!this.#prepared) {
      this.#prepared = true;
      await prepare();
    }
    const from = Math.max(segments.end, ring.start);
    const to = Math.min(ring.end, from + BATCH_BYTES);
    if (to > from) await segments.append(from, ring.views(from, to), clock.now());
    if (this.#replacement) {
      const behind = this.#replacement().filter((event) => event.offset <= to);
      await timeline.replace(behind);
      this.#replacement = null;
      this.#written(behind);
    }
    const due = this.#events.filter((event) => event.offset <= to);
    if (due.length > 0) await timeline.append(due);
    this.#written(due);
  }

  #written(events: readonly TimelineEvent[]): void {
    const last = events.at(-1)?.number ?? -1;
    this.#events = this.#events.filter((event) => event.number > last);
  }

  async #closeFiles(): Promise<void> {
    await this.#options.segments.close();
    await this.#options.timeline.close();
  }

  #runLater(delay: number): void {
    if (this.#closed) return;
    // A terminal that is quiet need not keep the process alive to be written out; `flush` does that at the end.
    this.#timer ??= setTimeout(() => void this.#run(1), delay).unref();
  }

  #cancelTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
