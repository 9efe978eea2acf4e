import { Fault, type Logger } from "@pilothouse/platform";
import type { Cursor, RunnerSnapshot } from "../port.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import { Mirror, type MirrorDeps } from "./mirror.ts";
import { ScreensLost } from "./screen-worker.ts";
import { Trail } from "./trail.ts";

interface FollowedDeps extends MirrorDeps {
  readonly log: Logger;
  /** Output that may wait while a program prints without a pause; left out, the named limit. */
  readonly lagBytes?: number;
}

/** A mirror that keeps up with its terminal by itself, in its own time, and can be asked for snapshots meanwhile. */
export class Followed {
  /** Resolves when there is nothing more to follow. */
  readonly done: Promise<void>;
  readonly #host: MirrorDeps["host"];
  readonly #trail: Trail;
  readonly #log: Logger;
  readonly #mirror: Mirror;
  readonly #stop = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  #answering: Promise<void> | null = null;

  constructor(deps: FollowedDeps, terminal: { readonly id: string; readonly epoch: string }) {
    this.#host = deps.host;
    this.#trail = new Trail(deps.lagBytes === undefined ? {} : { lagBytes: deps.lagBytes });
    this.#log = deps.log.child({ terminalId: terminal.id });
    this.#mirror = new Mirror(deps, terminal);
    this.done = this.#follow();
  }

  /** A snapshot may be asked for soon. */
  mayBeAsked(): void {
    this.#trail.mayBeAsked();
  }

  async snapshot(): Promise<RunnerSnapshot> {
    this.mayBeAsked();
    try {
      return await this.#inTurn(() => this.#mirror.snapshot());
    } catch (error) {
      if (!(error instanceof ScreensLost)) throw error;
      this.#log.error("the screen cannot be drawn; its output is sent instead");
      return this.#mirror.blank();
    }
  }

  /** Answers what the program asks of its terminal, without waiting for a pause in its output. */
  async answer(): Promise<void> {
    await (this.#answering ??= this.#answerAll().finally(() => (this.#answering = null)));
  }

  /** A snapshot may come in between: it is not to wait for all that lies before a question. */
  async #answerAll(): Promise<void> {
    try {
      while (await this.#inTurn(() => this.#mirror.answer())) continue;
    } catch (error) {
      if (!(error instanceof Fault)) this.#log.error({ err: error }, "a program's question is not answered");
    }
  }

  /** Stops following; the screen is put on disk if it is to be `kept`, and let go. */
  async stop(options: { readonly kept: boolean }): Promise<void> {
    this.#stop.abort();
    await this.done;
    if (options.kept) await this.#inTurn(() => this.#mirror.save());
    await this.#inTurn(() => this.#mirror.close());
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    try {
      while (!this.#mirror.over) {
        await this.#inTurn(() => this.#mirror.open());
        const { cursor } = this.#mirror;
        await this.#outputDue(cursor, signal);
        await this.#takeAll(cursor, signal);
      }
      await this.#inTurn(() => this.#mirror.close());
    } catch (error) {
      // A Fault: the terminal was removed, or the engine is shutting down.
      if (!signal.aborted && !(error instanceof Fault)) this.#log.error({ err: error }, "a screen is no longer followed");
    }
  }

  /** Resolves when there is output and it should be taken. */
  async #outputDue(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { id, epoch } = this.#mirror;
    await this.#host.read({ id, epoch, cursor, maxBytes: 1 }, signal);
    await this.#trail.longEnough(async () => (await this.#host.get(id)).endOffset - cursor.offset, signal);
  }

  /** Takes what there is; `seen` is a cursor behind which there is something. A snapshot may have taken it already. */
  async #takeAll(seen: Cursor, signal: AbortSignal): Promise<void> {
    const { endOffset } = await this.#host.get(this.#mirror.id);
    const hasMore = () => this.#mirror.cursor === seen || this.#mirror.cursor.offset < endOffset;
    while (hasMore() && !this.#mirror.over) {
      signal.throwIfAborted();
      await this.#inTurn(async () => {
        if (hasMore()) await this.#mirror.take(signal);
      });
    }
  }

  /** One thing at a time. What fails because all screens went down is done again, some times. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#persist(work));
    this.#turn = turn.catch(() => {
      // Whoever asked is told; the next in turn need not know.
    });
    return turn;
  }

  async #persist<T>(work: () => Promise<T>): Promise<T> {
    for (let crashes = 1; ; crashes += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ScreensLost)) throw error;
        this.#mirror.forget();
        if (crashes >= MIRROR_LIMITS.crashes) throw error;
      }
    }
  }
}
