import { Fault, type Logger, Thread } from "@pilothouse/platform";
import type { FindQuery, FoundPage } from "./find.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import type { WriterAnswer, WriterCall, WriterCalls, WriterRequest } from "./writer-thread.ts";

export interface ThreadOptions {
  readonly file: string;
  readonly log: Logger;
  readonly walBytes?: number | undefined;
}

/** The index in two threads: one that writes, behind everything else, and one that searches while somebody does. */
export class IndexThreads {
  readonly #writer: Thread<WriterRequest, WriterAnswer>;
  readonly #reader: Thread<FindQuery, FoundPage>;
  #idle: NodeJS.Timeout | undefined;

  constructor({ file, log, walBytes = SEARCH_LIMITS.walBytes }: ThreadOptions) {
    this.#writer = new Thread(new URL("writer-thread.ts", import.meta.url), { file, walBytes }, log);
    this.#reader = new Thread(new URL("reader-thread.ts", import.meta.url), { file }, log);
  }

  /** The answer is taken as typed: it comes from `carryOut`, by the same table. */
  async write<Call extends WriterCall>(call: Call, input: WriterCalls[Call]["input"]): Promise<WriterCalls[Call]["answer"]> {
    return this.#writer.ask({ call, input } as WriterRequest);
  }

  /** Fault `timeout` when it takes too long. */
  async find(query: FindQuery): Promise<FoundPage> {
    clearTimeout(this.#idle);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new Fault("timeout", "the search took too long; look for a longer word, or in fewer terminals"));
      void this.#reader.end();
    }, SEARCH_LIMITS.searchMs);
    try {
      return await Promise.race([this.#reader.ask(query), late.promise]);
    } finally {
      clearTimeout(timer);
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => void this.#reader.end(), SEARCH_LIMITS.idleMs).unref();
    }
  }

  /** Brings what was written into the file, and ends both threads. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#reader.end();
    if (this.#writer.isRunning) await this.write("close", null);
    await this.#writer.end();
  }
}
