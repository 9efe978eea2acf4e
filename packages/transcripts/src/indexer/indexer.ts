import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";
import { createTopic, type Logger, type Topic } from "@pilothouse/platform";
import { INDEX_LIMITS } from "../limits.ts";
import type { FromIndexer, IndexChange, IndexedRoot, RootProgress, ToIndexer } from "./messages.ts";

const SCRIPT = new URL("indexer-thread.ts", import.meta.url);

export interface IndexerOptions {
  /** Where the index is, or is to be. */
  readonly file: string;
  readonly log: Logger;
}

/** Reads transcripts into the index, in a thread of its own that begins again when it fails. */
export class Indexer implements AsyncDisposable {
  readonly #options: IndexerOptions;
  readonly #changes = createTopic<IndexChange>();
  readonly #progress = createTopic<readonly RootProgress[]>();
  #roots: readonly IndexedRoot[] = [];
  #newest: readonly RootProgress[] = [];
  #worker: Worker | null = null;
  #closed: (() => void) | null = null;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: IndexerOptions) {
    this.#options = options;
  }

  get changes(): Topic<IndexChange>["subscribe"] {
    return this.#changes.subscribe;
  }

  get onProgress(): Topic<readonly RootProgress[]>["subscribe"] {
    return this.#progress.subscribe;
  }

  /** How far each root is. */
  get progress(): readonly RootProgress[] {
    return this.#newest;
  }

  /** These are the roots from now on. What is known of one that changes hands is read again for its new owner. */
  setRoots(roots: readonly IndexedRoot[]): void {
    if (isDeepStrictEqual(roots, this.#roots)) return;
    this.#roots = roots;
    if (this.#worker) this.#tell({ type: "roots", roots });
    else this.#startOnceThere();
  }

  /** Ends behind what is being read just now. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (!worker) return;
    const closed = Promise.withResolvers<void>();
    this.#closed = closed.resolve;
    this.#tell({ type: "close" });
    await closed.promise;
    await worker.terminate();
  }

  /** There is no thread while there is nothing to read, and nothing that was read. */
  #startOnceThere(): void {
    clearTimeout(this.#restart);
    if (existsSync(this.#options.file) || this.#roots.some(({ path }) => existsSync(path))) return this.#start();
    this.#newest = this.#roots.map(missing);
    this.#restart = setTimeout(() => this.#startOnceThere(), INDEX_LIMITS.recentSweepMs).unref();
  }

  #start(): void {
    const { file, log } = this.#options;
    const worker = new Worker(SCRIPT, { env: {}, workerData: { file } });
    worker.unref();
    this.#worker = worker;
    worker.on("message", (message: FromIndexer) => this.#take(message));
    worker.on("error", (error) => log.error({ err: error }, "the reading of transcripts failed"));
    worker.on("exit", () => {
      this.#worker = null;
      if (this.#closed) return this.#closed();
      this.#restart = setTimeout(() => this.#start(), INDEX_LIMITS.restartMs).unref();
    });
    this.#tell({ type: "roots", roots: this.#roots });
  }

  #tell(message: ToIndexer): void {
    this.#worker?.postMessage(message);
  }

  #take(message: FromIndexer): void {
    switch (message.type) {
      case "changed":
        return this.#changes.publish(message.change);
      case "progress":
        this.#newest = message.roots;
        return this.#progress.publish(message.roots);
      case "failed":
        return this.#options.log.warn({ path: message.path, reason: message.message }, "a transcript was not read");
      case "closed":
        return this.#closed?.();
    }
  }
}

function missing({ id, owner }: IndexedRoot): RootProgress {
  return { id, owner, state: "missing", message: "there is no such folder", files: 0, bytes: 0, readBytes: 0 };
}
