import { Fault, type Logger } from "@pilothouse/platform";
import { Mirror } from "../mirror/mirror.ts";
import { ScreenWorker } from "../mirror/screen-worker.ts";
import { NO_LINES, type PackedLines } from "../packed-lines.ts";
import type { TerminalHost } from "../port.ts";
import type { WriteQueue } from "./write-queue.ts";

/** Nothing drawn is used or left: a recording is read from its first byte. */
const NO_KEYFRAMES = { load: async () => null, save: async () => undefined };

/** Reads the recordings of terminals whose lines were dropped, one after another, in a thread of its own. */
export class CatchUp {
  readonly #host: Pick<TerminalHost, "get" | "read">;
  readonly #queue: WriteQueue;
  readonly #log: Logger;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor({ host, queue, log }: { host: Pick<TerminalHost, "get" | "read">; queue: WriteQueue; log: Logger }) {
    this.#host = host;
    this.#queue = queue;
    this.#log = log;
    queue.onBehind = () => this.start();
  }

  start(): void {
    if (this.#closed || this.#queue.behind.size === 0) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.start();
    });
  }

  /** Resolves when nothing is behind any more. */
  async done(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const worker = new ScreenWorker(this.#log);
    try {
      for (const id of this.#queue.behind.keys()) if (!this.#closed) await this.#read(worker, id);
    } finally {
      await worker.terminate();
    }
  }

  async #read(worker: ScreenWorker, id: string): Promise<void> {
    try {
      await this.#readAll(worker, id);
    } catch (error) {
      // A Fault: the terminal was removed, or the runner is stopping.
      if (!(error instanceof Fault)) this.#log.error({ err: error, terminalId: id }, "a recording was not indexed");
    }
    if (!this.#closed) this.#queue.caughtUp(id);
  }

  async #readAll(worker: ScreenWorker, id: string): Promise<void> {
    const { epoch, createdAt } = await this.#host.get(id);
    let told: PackedLines[] = [];
    const onLines = (_id: string, _epoch: string, lines: PackedLines) => void told.push(lines);
    // What was asked in a recording has been answered.
    const host = {
      get: (terminalId: string) => this.#host.get(terminalId),
      read: (...asked: Parameters<TerminalHost["read"]>) => this.#host.read(...asked),
      questions: () => [],
      answer: () => undefined,
    };
    const mirror = new Mirror({ host, worker, keyframes: NO_KEYFRAMES, onLines }, { id, epoch });
    try {
      while (!this.#closed && !mirror.over && (await this.#hasMore(id, mirror.cursor.offset))) {
        await this.#queue.rest.over();
        await mirror.take();
        for (const lines of told) await this.#queue.addRead({ id, epoch, at: createdAt, lines });
        told = [];
      }
      // What is on the screen at the end lies behind the last byte; without any, nothing would say that all was seen.
      const { endOffset } = await this.#host.get(id);
      if (mirror.over) await this.#queue.addRead({ id, epoch, at: createdAt, lines: NO_LINES, seen: endOffset });
    } finally {
      await mirror.close();
    }
  }

  /** Of a terminal that is over, all is read, its last screen included. */
  async #hasMore(id: string, offset: number): Promise<boolean> {
    const { status, endOffset } = await this.#host.get(id);
    const until = this.#queue.behind.get(id)?.until ?? -1;
    return status !== "running" || offset < Math.min(until + 1, endOffset);
  }
}
