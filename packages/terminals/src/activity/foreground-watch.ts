import { ACTIVITY_LIMITS } from "./limits.ts";
import { type ForegroundSample, readForeground } from "./read-foreground.ts";
import type { Foreground } from "./tracker.ts";

/** Where asking costs a process of its own, it is done seldom. */
const FIRST_MS = process.platform === "linux" ? ACTIVITY_LIMITS.sampleMs : 5_000;
/** Clock ticks a second, on every Linux that Node runs on. */
const TICKS = 100;
/** The part of one processor from which on a process is busy. */
const BUSY = 0.1;

/**
 * Looks who has a terminal after something has happened in it, and again for as long as that says something new: a shell
 * that waits is left alone, a program that keeps still is looked at less and less.
 */
export class ForegroundWatch {
  readonly #pid: number;
  readonly #isShell: boolean;
  readonly #onLook: (foreground: Foreground) => void;
  #timer: NodeJS.Timeout | null = null;
  #pause: number = FIRST_MS;
  #last: { readonly sample: ForegroundSample; readonly at: number } | null = null;
  #stopped = false;

  constructor(options: {
    readonly pid: number;
    /** The program is a shell that asks for commands. */
    readonly isShell: boolean;
    readonly onLook: (foreground: Foreground) => void;
  }) {
    this.#pid = options.pid;
    this.#isShell = options.isShell;
    this.#onLook = options.onLook;
    this.stir();
  }

  /** Something happened in the terminal. */
  stir(): void {
    if (this.#stopped || (this.#timer && this.#pause === FIRST_MS)) return;
    this.#pause = FIRST_MS;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), this.#pause).unref();
  }

  async #look(): Promise<void> {
    this.#timer = null;
    const sample = await readForeground(this.#pid).catch(() => null);
    if (!sample || this.#stopped) return;
    const now = performance.now();
    const same = this.#last?.sample.group === sample.group ? this.#last : null;
    const used = same ? (sample.ticks - same.sample.ticks) / TICKS / ((now - same.at) / 1_000) : 0;
    this.#last = { sample, at: now };
    const shellInFront = this.#isShell && sample.leaderInFront;
    const busy = used > BUSY;
    this.#onLook({ shellInFront, busy });
    if (this.#timer || (shellInFront && !busy && same)) return;
    this.#pause = busy ? FIRST_MS : Math.min(this.#pause * 2, ACTIVITY_LIMITS.longestSampleMs);
    this.#arm();
  }
}
