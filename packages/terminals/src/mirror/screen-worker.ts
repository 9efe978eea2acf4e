import { Worker } from "node:worker_threads";
import { type Logger } from "@pilothouse/platform";
import { NO_LINES, type PackedLines } from "../packed-lines.ts";
import type { ScreenAnswer } from "../port.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import {
  type Drawn,
  type FeedItem,
  type FromWorker,
  type Outcome,
  type ScreenRequest,
  type ToWorker,
} from "./worker-messages.ts";
import type { Size } from "./open-terminal.ts";

/** The worker ended, and every screen with it. */
export class ScreensLost extends Error {
  override readonly name = "ScreensLost";
}

interface Pending {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Screens in a thread of their own, so that drawing and parsing never hold up a terminal. Starts it again when it ends. */
export class ScreenWorker {
  readonly #log: Logger;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #closed = false;
  #lastId = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Makes a screen that looks as `drawn` says and keeps so many lines above; returns its number. */
  async open(size: Size, drawn: string, scrollback?: number): Promise<number> {
    const screen = (this.#lastId += 1);
    await this.#ask({ type: "open", screen, size, drawn, scrollback });
    return screen;
  }

  /** Resolves when all of it has been parsed, with the lines that left the screen and the answers to questions. */
  async feed(
    screen: number,
    items: readonly FeedItem[],
  ): Promise<{ readonly lines: PackedLines; readonly answers: readonly ScreenAnswer[]; readonly workMs: number }> {
    const { lines = NO_LINES, answers = [], workMs = 0 } = await this.#ask({ type: "feed", screen, items });
    return { lines, answers, workMs };
  }

  /** The lines that are on the screen of a terminal that is over. */
  async finish(screen: number): Promise<PackedLines> {
    const { lines } = await this.#ask({ type: "finish", screen });
    return lines ?? NO_LINES;
  }

  async draw(screen: number, maxChars: number = MIRROR_LIMITS.drawnChars): Promise<Drawn> {
    const { drawn } = await this.#ask({ type: "draw", screen, maxChars });
    if (!drawn) throw new ScreensLost("the worker drew nothing");
    return drawn;
  }

  async close(screen: number): Promise<void> {
    if (this.#worker) await this.#ask({ type: "close", screen });
  }

  async terminate(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #ask(request: ScreenRequest): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new ScreensLost("the worker was ended"));
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const { message, handedOver } = posted(id, request);
      worker.postMessage(message, handedOver);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("worker.ts", import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MIRROR_LIMITS.workerMiB },
    });
    worker.unref();
    worker.on("message", (reply: FromWorker) => {
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if ("error" in reply) pending?.reject(new ScreensLost(reply.error));
      else pending?.resolve(reply.outcome);
    });
    worker.on("error", (error) => this.#log.error({ err: error }, "the screen worker failed"));
    worker.on("exit", () => {
      this.#worker = null;
      const lost = new ScreensLost("the worker ended");
      for (const { reject } of this.#pending.values()) reject(lost);
      this.#pending.clear();
    });
    return worker;
  }
}

/** What threads share goes as it is. Of all else a copy is handed over: a view would take all of the memory along that it is a view of. */
function posted(id: number, request: ScreenRequest): { readonly message: ToWorker; readonly handedOver: readonly ArrayBuffer[] } {
  if (request.type !== "feed") return { message: { id, request }, handedOver: [] };
  const handedOver: ArrayBuffer[] = [];
  const ownView = (view: Uint8Array) => {
    if (view.buffer instanceof SharedArrayBuffer) return view;
    const copy = new Uint8Array(view);
    handedOver.push(copy.buffer);
    return copy;
  };
  const items = request.items.map((item) => ("views" in item ? { ...item, views: item.views.map(ownView) } : item));
  return { message: { id, request: { ...request, items } }, handedOver };
}
