import { Fault } from "@pilothouse/platform";

interface InputQueueOptions {
  /** Hands bytes to the kernel without waiting; returns how many it took, 0 when it has no room. */
  readonly write: (bytes: Uint8Array) => number;
  /** Most bytes that may wait. */
  readonly limitBytes: number;
  /** Does what these control bytes stand for without the program's reading them; false when they stand for nothing now. */
  readonly interrupt: (bytes: Uint8Array) => Promise<boolean>;
}

interface Entry {
  rest: Uint8Array;
  readonly urgent: boolean;
}

/** Input that may wait when an answer is added. */
const ANSWER_BYTES = 4_096;
const WRITE_BYTES = 64 * 1024;
const WRITES_PER_TURN = 16;
/** Bounds the memory of input that comes in single keys. */
const MAX_ENTRIES = 16_384;
/** A program that reads empties the kernel's buffer within a few turns; one that sleeps is asked ever more seldom. */
const SPINS = 16;
const WAIT_MS = [1, 5, 20] as const;
const WAITS_PER_STEP = 200;

/** Ctrl-C, Ctrl-\ and Ctrl-Z: keys that must work on a program that reads nothing. */
const URGENT = new Set([0x03, 0x1c, 0x1a]);

/**
 * Input on its way to a program, in order, one write at a time. Keys such as Ctrl-C go ahead of what the program does
 * not read.
 */
export class InputQueue {
  readonly #options: InputQueueOptions;
  #entries: Entry[] = [];
  #queuedBytes = 0;
  #refusals = 0;
  #again: (() => void) | null = null;
  #interrupting = false;
  #stopped = false;

  constructor(options: InputQueueOptions) {
    this.#options = options;
  }

  /** Takes all of `data`, which the caller leaves as it is, or none: then it throws a Fault `quota`. */
  push(data: Uint8Array): void {
    const { limitBytes } = this.#options;
    if (this.#stopped || data.length === 0) return;
    if (this.#queuedBytes + data.length > limitBytes || this.#entries.length >= MAX_ENTRIES) {
      const facts = { limitBytes, queuedBytes: this.#queuedBytes };
      throw new Fault("quota", `the program has not read its input: ${this.#queuedBytes} bytes wait`, facts);
    }
    const urgent = data.every((byte) => URGENT.has(byte));
    this.#queuedBytes += data.length;
    this.#entries.push({ rest: data, urgent });
    if (this.#stalled) {
      if (urgent) this.#hurry();
    } else if (!this.#again) this.#pump();
  }

  /** Some of it has not been handed to the kernel. */
  get waits(): boolean {
    return this.#queuedBytes > 0;
  }

  /** Takes an answer of the terminal itself; one to a program that does not read is dropped, so that people can still type. */
  answer(data: Uint8Array): void {
    if (this.#queuedBytes + data.length <= ANSWER_BYTES) this.push(data);
  }

  /** Nothing is written from here on; what waits is dropped. */
  stop(): void {
    this.#stopped = true;
    this.#entries = [];
    this.#queuedBytes = 0;
    this.#again?.();
    this.#again = null;
  }

  get #stalled(): boolean {
    return this.#refusals > SPINS;
  }

  #pump(): void {
    this.#again = null;
    if (this.#interrupting) return;
    for (let writes = 0; writes < WRITES_PER_TURN; writes += 1) {
      const entry = this.#entries[0];
      if (!entry) return;
      if (!this.#write(entry)) {
        this.#refusals += 1;
        return this.#refusals === SPINS + 1 ? this.#hurry() : this.#later();
      }
      this.#refusals = 0;
    }
    this.#later();
  }

  /** Writes some of an entry; false when there was no room. */
  #write(entry: Entry): boolean {
    const count = this.#options.write(entry.rest.subarray(0, WRITE_BYTES));
    entry.rest = entry.rest.subarray(count);
    this.#queuedBytes -= count;
    if (entry.rest.length === 0) this.#entries.shift();
    return count > 0;
  }

  /** Puts urgent keys first; when there is no room even for them, does what they stand for. */
  #hurry(): void {
    const urgent = this.#entries.find((entry) => entry.urgent);
    if (!urgent || this.#interrupting) return this.#later();
    this.#entries = [urgent, ...this.#entries.filter((entry) => entry !== urgent)];
    if (this.#write(urgent)) this.#later();
    else void this.#interrupt(urgent);
  }

  async #interrupt(urgent: Entry): Promise<void> {
    this.#interrupting = true;
    // Nothing else is lost when it cannot be done: the key stays first in the queue.
    const done = await this.#options.interrupt(urgent.rest).catch(() => false);
    this.#interrupting = false;
    if (!done || this.#entries[0] !== urgent) return this.#later();
    this.#entries.shift();
    this.#queuedBytes -= urgent.rest.length;
    this.#hurry();
  }

  #later(): void {
    if (this.#again || this.#stopped) return;
    const pump = () => this.#pump();
    if (!this.#stalled) {
      const turn = setImmediate(pump);
      this.#again = () => clearImmediate(turn);
      return;
    }
    const step = Math.min(WAIT_MS.length - 1, Math.floor((this.#refusals - SPINS) / WAITS_PER_STEP));
    const timer = setTimeout(pump, WAIT_MS[step]);
    this.#again = () => clearTimeout(timer);
  }
}
