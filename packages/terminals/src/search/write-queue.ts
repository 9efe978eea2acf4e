import { type Clock, type Logger, messageOf } from "@pilothouse/platform";
import type { PackedLines } from "../packed-lines.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import type { PackedBatch } from "./line-batch.ts";
import type { IndexThreads } from "./index-threads.ts";
import { Rest } from "./rest.ts";

export interface QueueLimits {
  readonly quietMs: number;
  readonly queuedBytes: number;
}

/** A terminal with lines that were dropped here and are to be read from its recording: those up to `until`, at least. */
export interface Behind {
  readonly epoch: string;
  readonly until: number;
  readonly lines: number;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/** Empty lines take room too. */
const bytesOf = ({ lines }: PackedBatch) => lines.text.length + lines.offsets.byteLength;

/**
 * Lines on their way into the index. It takes what it is given at once and keeps a bounded amount; of a terminal that
 * brings more, all further lines are dropped and counted until somebody has read them from the recording.
 */
export class WriteQueue {
  readonly #threads: IndexThreads;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #limits: QueueLimits;
  readonly #behind = new Map<string, Behind>();
  /** Of the work on lines. */
  readonly rest = new Rest();
  #waiting: PackedBatch[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #failures = 0;
  #closed = false;
  #room = Promise.withResolvers<void>();
  /** Called when a terminal falls behind. */
  onBehind: () => void = () => undefined;

  constructor(options: { threads: IndexThreads; clock: Clock; log: Logger; limits?: Partial<QueueLimits> | undefined }) {
    this.#threads = options.threads;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#limits = { ...SEARCH_LIMITS, ...options.limits };
  }

  /** Lines that were given and cannot be found yet. */
  get lag(): number {
    const queued = this.#waiting.reduce((sum, { lines }) => sum + lines.offsets.length, 0);
    return [...this.#behind.values()].reduce((sum, { lines }) => sum + lines, queued);
  }

  get behind(): ReadonlyMap<string, Behind> {
    return this.#behind;
  }

  add(id: string, epoch: string, lines: PackedLines): void {
    const batch = { id, epoch, at: this.#clock.now(), lines };
    this.rest.note(bytesOf(batch));
    const known = this.#behind.get(id);
    if (known || this.#bytes + bytesOf(batch) > this.#limits.queuedBytes) {
      const until = Math.max(known?.until ?? -1, lines.offsets.at(-1) ?? -1);
      this.fallBehind(id, { epoch, until, lines: (known?.lines ?? 0) + lines.offsets.length });
    } else this.#put(batch);
  }

  /** From now on this terminal's lines come from `addRead`, up to `until` at least. */
  fallBehind(id: string, behind: Behind): void {
    const isNew = !this.#behind.has(id);
    this.#behind.set(id, behind);
    if (isNew) this.onBehind();
  }

  /** Lines of a terminal that is behind. Resolves when there is room for more. */
  async addRead(batch: PackedBatch): Promise<void> {
    this.#put(batch);
    while (this.#bytes > this.#limits.queuedBytes / 2 && !this.#closed) await this.#room.promise;
  }

  /** All lines that were dropped have been read, or will never be. */
  caughtUp(id: string): void {
    this.#behind.delete(id);
  }

  /** Drops what waits of a terminal that is no more. */
  forget(id: string): void {
    this.#behind.delete(id);
    this.#waiting = this.#waiting.filter((batch) => batch.id !== id);
    this.#bytes = this.#waiting.reduce((sum, batch) => sum + bytesOf(batch), 0);
  }

  /** Resolves when all that was given so far is in the index, or cannot be put there now. */
  async flush(): Promise<void> {
    const { length } = this.#waiting;
    if (length > 0 || this.#sending) await this.#send();
    if (this.#failures === 0 && this.#waiting.length > 0 && this.#waiting.length < length) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#room.resolve();
  }

  #put(batch: PackedBatch): void {
    this.#waiting.push(batch);
    this.#bytes += bytesOf(batch);
    this.#goOn();
  }

  /** Sends now or later what waits. */
  #goOn(): void {
    if (this.#failures > 0) return this.#later(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures));
    if (this.#bytes < SEARCH_LIMITS.batchBytes) return this.#later(this.#limits.quietMs);
    if (this.#rests) this.#later(this.rest.ms);
    else void this.#send();
  }

  #later(ms: number): void {
    if (this.#closed || this.#sending) return;
    this.#timer ??= setTimeout(() => this.#wake(), ms).unref();
  }

  /** What has waited long enough goes out, unless there is more than is sent at a time and it is time to rest. */
  #wake(): void {
    this.#timer = null;
    const isMuch = this.#failures === 0 && this.#bytes >= SEARCH_LIMITS.batchBytes;
    if (isMuch && this.#rests) this.#goOn();
    else void this.#send();
  }

  /** There is no rest for what would be dropped soon, and read and drawn a second time. */
  get #rests(): boolean {
    return this.#bytes < this.#limits.queuedBytes / 2 && this.rest.ms > 0;
  }

  #send(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    return (this.#sending ??= this.#sendNext().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0 && !this.#closed) this.#goOn();
    }));
  }

  async #sendNext(): Promise<void> {
    const batches = this.#next();
    if (batches.length === 0) return;
    try {
      const added = await this.#threads.write("add", batches);
      if (!added) return this.#failed("somebody reads the index for so long that its log has grown to its bound");
    } catch (error) {
      return this.#failed(messageOf(error));
    }
    if (this.#failures > 0) this.#log.info("lines are indexed again");
    this.#failures = 0;
    const done = new Set(batches);
    this.#waiting = this.#waiting.filter((batch) => !done.has(batch));
    this.#bytes = this.#waiting.reduce((sum, batch) => sum + bytesOf(batch), 0);
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }

  #failed(reason: string): void {
    if (this.#failures === 0) this.#log.warn({ reason }, "lines cannot be indexed now; it is tried again");
    this.#failures += 1;
  }

  #next(): PackedBatch[] {
    let bytes = 0;
    const end = this.#waiting.findIndex((batch) => (bytes += bytesOf(batch)) > SEARCH_LIMITS.batchBytes);
    return end === -1 ? [...this.#waiting] : this.#waiting.slice(0, Math.max(1, end));
  }
}
