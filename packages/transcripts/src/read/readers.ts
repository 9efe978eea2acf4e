import { Fault, type Logger, Thread, ThreadLost } from "@pilothouse/platform";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import type { ReadAnswer } from "./reader-thread.ts";
import type { ReadInput, ReadName, ReadOutput, ReadRequest } from "./reads.ts";
import type { Sight } from "./sight.ts";

export interface ReadersOptions {
  /** Where the index is, or is to be. */
  readonly file: string;
  readonly log: Logger;
  /** The longest that an answer may take, in milliseconds. */
  readonly answerMs?: number;
}

/** What is looked up by an id or in the order of an index, so that it is there at once; everything else looks at much. */
const QUICK: ReadonlySet<ReadName> = new Set<ReadName>([
  "conversationsById",
  "getBlock",
  "getConversation",
  "holdersOf",
  "listConversations",
  "listMessages",
  "projectOwner",
  "sourceFigures",
]);

/** Asks the index in two threads, so that no page waits for a search or for sums over years. Both end when nobody asks. */
export class Readers implements AsyncDisposable {
  readonly #quick: Thread<ReadRequest, ReadAnswer>;
  readonly #thorough: Thread<ReadRequest, ReadAnswer>;
  readonly #answerMs: number;
  readonly #log: Logger;
  readonly #idle = new Map<Thread<ReadRequest, ReadAnswer>, NodeJS.Timeout>();
  #waiting = 0;
  #closed = false;

  constructor({ file, log, answerMs = TRANSCRIPT_LIMITS.answerMs }: ReadersOptions) {
    const script = new URL("reader-thread.ts", import.meta.url);
    this.#quick = new Thread(script, { file }, log);
    this.#thorough = new Thread(script, { file }, log);
    this.#answerMs = answerMs;
    this.#log = log;
  }

  /** Fault as the verb of that name; `timeout` when it takes too long, `unavailable` when too much is asked at once. */
  async ask<Name extends ReadName>(name: Name, sight: Sight, input: ReadInput<Name>): Promise<ReadOutput<Name>> {
    if (this.#waiting >= TRANSCRIPT_LIMITS.waiting) {
      throw new Fault("unavailable", "too much is asked of the transcripts at once; try again in a moment");
    }
    this.#waiting += 1;
    const thread = QUICK.has(name) ? this.#quick : this.#thorough;
    clearTimeout(this.#idle.get(thread));
    try {
      const answer = await this.#inTime(thread, { name, sight, input });
      if ("fault" in answer) throw new Fault(answer.fault.kind, answer.fault.message, answer.fault.facts);
      // It comes from `carryOut`, by the same name.
      return answer.ok as ReadOutput<Name>;
    } finally {
      this.#waiting -= 1;
      clearTimeout(this.#idle.get(thread));
      this.#idle.set(thread, setTimeout(() => void thread.end(), TRANSCRIPT_LIMITS.idleMs).unref());
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await this.endThreads();
  }

  /** They begin again with the next question. */
  async endThreads(): Promise<void> {
    await Promise.all([this.#quick.end(), this.#thorough.end()]);
  }

  async #inTime(thread: Thread<ReadRequest, ReadAnswer>, request: ReadRequest): Promise<ReadAnswer> {
    const late = Promise.withResolvers<never>();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      late.reject(new Fault("timeout", "this took too long; ask for less, such as a shorter time or one project"));
      void thread.end();
    }, this.#answerMs);
    try {
      // One that ended for another question, or for want of any, begins again with this one.
      const answer = thread.ask(request).catch((error: unknown) => {
        if (!(error instanceof ThreadLost) || isLate || this.#closed) throw error;
        return thread.ask(request);
      });
      return await Promise.race([answer, late.promise]);
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.#log.error({ err: error, read: request.name }, "the transcripts could not be asked");
      if (error instanceof ThreadLost) throw new Fault("unavailable", "the transcripts cannot be read just now; try again");
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
