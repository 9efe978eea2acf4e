import { setTimeout as sleep } from "node:timers/promises";
import { errnoOf, Fault, type Logger, messageOf } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import { retryDelay } from "./backoff.ts";
import { socketFolder } from "./folders.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { type LinkPair, openPair } from "./pair.ts";
import { untilOver } from "./pulse.ts";
import { type RunnerLaunch, startRunner } from "./start.ts";

export type RunnerStatus = "online" | "offline";

export interface KeeperOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** How to start a runner when none is there; left out, the keeper waits for one. */
  readonly launch?: RunnerLaunch | undefined;
  /** Instead of the named limit. */
  readonly pulseMs?: number;
  readonly onChange: (terminal: RunnerTerminal) => void;
  /** Called with each new pair before anyone may use it, so that nothing is missed between two lives of the runner. */
  readonly onOnline: (pair: LinkPair) => Promise<void>;
  readonly onStatus: (status: RunnerStatus) => void;
}

/** A runner that was reachable for so long is tried again at once when it goes away. */
const STEADY_MS = 2_000;

const closedByUs = () => new Fault("unavailable", "this server has let go of the runner");

/** Nobody listens: there is no socket, or its runner is dead. */
const isAbsent = (error: unknown) => ["ENOENT", "ECONNREFUSED"].includes(errnoOf(error) ?? "");

/** Keeps a pair of connections to this machine's runner: finds it, starts it when it is gone, and tries again for ever. */
export class RunnerKeeper {
  readonly #options: KeeperOptions;
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;
  #pair: LinkPair | null = null;
  /** Why the last try failed, when trying again at once would fail too. */
  #refusal: Fault | null = null;
  #next = Promise.withResolvers<LinkPair>();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#renewNext();
    this.#done = this.#keep();
  }

  get status(): RunnerStatus {
    return this.#pair ? "online" : "offline";
  }

  /** The connections, as soon as there are some; a Fault `unavailable` after a bounded time. */
  async pair(signal?: AbortSignal): Promise<LinkPair> {
    if (this.#pair) return this.#pair;
    if (this.#closing.signal.aborted) throw closedByUs();
    const patience = this.#refusal ? RUNNER_LIMITS.deadWaitMs : RUNNER_LIMITS.callWaitMs;
    const found = new AbortController();
    const expired = sleep(patience, null, { signal: signal ? AbortSignal.any([found.signal, signal]) : found.signal });
    try {
      const pair = await Promise.race([this.#next.promise, expired]);
      if (pair) return pair;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      found.abort();
    }
    throw this.#refusal ?? new Fault("unavailable", "the runner does not answer", { waitedMs: patience });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#done;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await sleep(retryDelay(attempt), null, { signal });
        const pair = await this.#open();
        const began = performance.now();
        await this.#use(pair);
        // One that dies as soon as it is up is not started again and again without a pause.
        if (performance.now() - began > STEADY_MS) attempt = -1;
      } catch (error) {
        if (!signal.aborted) this.#giveUpTry(error);
      }
    }
    this.#refuse(closedByUs());
  }

  async #open(): Promise<LinkPair> {
    const { dataDir, log, launch, onChange } = this.#options;
    const connect = () => openPair({ folder: socketFolder(dataDir), log, onChange });
    try {
      return await connect();
    } catch (error) {
      if (!isAbsent(error) || !launch) throw error;
    }
    log.info("no runner is there; starting one");
    await startRunner(launch, dataDir);
    return connect();
  }

  async #use(pair: LinkPair): Promise<void> {
    const { signal } = this.#closing;
    const over = untilOver(pair, this.#options.pulseMs ?? RUNNER_LIMITS.pulseMs);
    signal.addEventListener("abort", pair.close, { once: true });
    try {
      signal.throwIfAborted();
      await this.#options.onOnline(pair);
      this.#refusal = null;
      this.#pair = pair;
      this.#next.resolve(pair);
      this.#options.log.info({ pid: pair.control.hello.pid, version: pair.control.hello.version }, "the runner is online");
      this.#options.onStatus("online");
      await over;
    } finally {
      signal.removeEventListener("abort", pair.close);
      pair.close();
      if (this.#pair) this.#leave();
    }
  }

  #leave(): void {
    this.#pair = null;
    this.#renewNext();
    if (!this.#closing.signal.aborted) this.#options.log.warn("the runner is gone");
    this.#options.onStatus("offline");
  }

  #giveUpTry(error: unknown): void {
    this.#options.log.warn({ reason: messageOf(error) }, "the runner cannot be reached");
    if (error instanceof Fault) this.#refuse(error);
  }

  /** Whoever waits is told now; whoever asks later waits a little, because the next try may succeed. */
  #refuse(reason: Fault): void {
    this.#refusal = reason;
    this.#next.reject(reason);
    this.#renewNext();
  }

  #renewNext(): void {
    this.#next = Promise.withResolvers();
    this.#next.promise.catch(() => {
      // Nobody may be waiting.
    });
  }
}
