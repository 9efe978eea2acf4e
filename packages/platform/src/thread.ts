import { Worker } from "node:worker_threads";
import type { Logger } from "./logger.ts";

/** The thread ended before it answered. */
export class ThreadLost extends Error {
  override readonly name = "ThreadLost";
}

export type FromThread<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string };

interface Pending<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that answers requests in their order. It starts with the first one, and again after its end. */
export class Thread<Request, Answer> {
  readonly #script: URL;
  readonly #data: unknown;
  readonly #log: Logger;
  readonly #pending = new Map<number, Pending<Answer>>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(script: URL, data: unknown, log: Logger) {
    this.#script = script;
    this.#data = data;
    this.#log = log;
  }

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Rejects with `ThreadLost`, or with an error that says why it failed. */
  ask(request: Request): Promise<Answer> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ id, request });
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { env: {}, workerData: this.#data });
    worker.unref();
    worker.on("message", (reply: FromThread<Answer>) => {
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if ("error" in reply) pending?.reject(new Error(reply.error));
      else pending?.resolve(reply.answer);
    });
    worker.on("error", (error) => this.#log.error({ err: error }, "a worker thread failed"));
    worker.on("exit", () => {
      if (this.#worker === worker) this.#worker = null;
      const lost = new ThreadLost("the thread ended");
      for (const { reject } of this.#pending.values()) reject(lost);
      this.#pending.clear();
    });
    return worker;
  }
}
