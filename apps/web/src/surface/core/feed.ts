import { completeUtf8Length } from "@pilothouse/contracts";
import type { Terminal } from "@xterm/xterm";

/** Output given to xterm that it has not parsed yet. More would only wait there, beyond the reach of flow control. */
const IN_FLIGHT_BYTES = 128 * 1024;

/** A program that is over has no cursor. */
export const HIDE_CURSOR = "\x1b[?25l";

type Parser = Pick<Terminal, "write">;

/** Hands output to xterm, never more than it can chew, and knows what kind of output is being parsed right now. */
export class Feed {
  readonly #terminal: Parser;
  /** Whether each piece that is not parsed yet is live, oldest first. */
  readonly #pieces: boolean[] = [];
  #inFlight = 0;
  /** The beginning of a character: xterm.js 6.0.0 loses some that are cut in two. */
  #unfinished: Uint8Array = new Uint8Array();
  #waiters: (() => void)[] = [];

  constructor(terminal: Parser) {
    this.#terminal = terminal;
  }

  /** `live`: nobody has seen this output before, so what it wants done is to be done. */
  write(output: string | Uint8Array, live: boolean): void {
    this.#write(typeof output === "string" ? output : this.#wholeCharacters(output), live);
  }

  /** What was begun will not go on: ends an unfinished character or sequence (ECMA-48: ST). */
  startAnew(): void {
    this.#unfinished = new Uint8Array();
    this.#write("\x1b\\", false);
  }

  #wholeCharacters(bytes: Uint8Array): Uint8Array {
    const all = this.#unfinished.length === 0 ? bytes : joined(this.#unfinished, bytes);
    const length = completeUtf8Length(all);
    this.#unfinished = all.slice(length);
    return all.subarray(0, length);
  }

  #write(output: string | Uint8Array, live: boolean): void {
    if (output.length === 0) return;
    this.#pieces.push(live);
    this.#inFlight += output.length;
    this.#terminal.write(output, () => {
      this.#pieces.shift();
      this.#inFlight -= output.length;
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const wake of waiters) wake();
    });
  }

  /** Whether the output that is parsed right now is live. */
  get parsingLive(): boolean {
    return this.#pieces[0] ?? false;
  }

  /** Waits until there is room for more. */
  async room(): Promise<void> {
    while (this.#inFlight >= IN_FLIGHT_BYTES) await this.#progress();
  }

  /** Waits until everything is on the screen. */
  async drained(): Promise<void> {
    while (this.#inFlight > 0) await this.#progress();
  }

  #progress(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
