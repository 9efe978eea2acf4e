import { ACTIVITY_LIMITS } from "./limits.ts";

const ESC = 0x1b;
const BEL = 0x07;
const CLOSING_BRACKET = 0x5d;
const BACKSLASH = 0x5c;
const OSC = Buffer.from([ESC, CLOSING_BRACKET]);
/** `CAN` and `SUB` end a sequence too (ECMA-48 and every terminal since the VT100). */
const CANCELS = new Set([0x18, 0x1a]);

/**
 * Picks operating system commands (`ESC ] ... BEL` or `ESC ] ... ESC \`) out of output that comes in
 * pieces of any cut. Everything else is passed over at the speed of a byte search; so is a bell, which does not tell
 * whether a program asks, is done or did not like a key.
 */
export class SignalScanner {
  readonly #onCommand: (text: string) => void;
  /** The command under way, without its introducer; `null` outside of one. */
  #command: number[] | null = null;
  /** It is longer than anything of interest: its end is looked for and nothing kept. */
  #tooLong = false;
  /** The last byte was an ESC. */
  #escape = false;

  constructor(listeners: { readonly onCommand: (text: string) => void }) {
    this.#onCommand = listeners.onCommand;
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = 0;
    while (at < bytes.length) at = this.#command === null ? this.#outside(bytes, at) : this.#inside(bytes, at);
  }

  /** Goes on to the next command; returns where its text begins. */
  #outside(bytes: Buffer, from: number): number {
    if (this.#escape) {
      this.#escape = false;
      if (bytes[from] === CLOSING_BRACKET) return this.#begin(from + 1);
    }
    const found = bytes.indexOf(OSC, from);
    if (found !== -1) return this.#begin(found + OSC.length);
    this.#escape = bytes[bytes.length - 1] === ESC;
    return bytes.length;
  }

  #begin(at: number): number {
    this.#command = [];
    this.#tooLong = false;
    this.#escape = false;
    return at;
  }

  /** Reads on in a command; returns where what is behind it begins. */
  #inside(bytes: Buffer, from: number): number {
    const command = this.#command ?? [];
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#escape) return this.#afterEscape(byte, at);
      if (byte === BEL) return this.#end(at + 1);
      if (byte === ESC) this.#escape = true;
      else if (CANCELS.has(byte)) return this.#drop(at + 1);
      else if (command.length < ACTIVITY_LIMITS.signalBytes) command.push(byte);
      else this.#tooLong = true;
    }
    return bytes.length;
  }

  /** `ESC \` ends a command; any other sequence ends it unheard and may itself begin one. */
  #afterEscape(byte: number, at: number): number {
    if (byte === BACKSLASH) return this.#end(at + 1);
    this.#drop(at);
    this.#escape = true;
    return at;
  }

  #end(next: number): number {
    const command = this.#command;
    const tooLong = this.#tooLong;
    this.#drop(next);
    if (command && !tooLong) this.#onCommand(Buffer.from(command).toString("utf8"));
    return next;
  }

  #drop(next: number): number {
    this.#command = null;
    this.#escape = false;
    return next;
  }
}
