import { completeUtf8Length, LIMITS } from "@pilothouse/contracts";
import type { Terminal } from "@xterm/headless";
import type { PackedLines } from "../packed-lines.ts";
import { type CharsetNames, learnCharsets } from "./charsets.ts";
import { drawScreen } from "./draw-screen.ts";
import { type Internals, internalsOf } from "./internals.ts";
import { KeyboardFlags } from "./keyboard-flags.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import { openTerminal, type Size } from "./open-terminal.ts";
import { ScrolledLines } from "./scrolled-lines.ts";
import { sizeReport } from "./size-report.ts";
import { Skimmer } from "./skimmer.ts";
import { UnfinishedSequence } from "./unfinished.ts";

/** Output is parsed line by line, so that it is known where it was when a line left the screen; longer ones in pieces. */
const PIECE_BYTES = 4 * 1024;
const LINE_FEED = 0x0a;

const write = (terminal: Terminal, data: string | Uint8Array) => new Promise<void>((resolve) => terminal.write(data, resolve));

let charsets: Promise<CharsetNames> | undefined;

async function charsetNames(): Promise<CharsetNames> {
  const terminal = openTerminal({ cols: 2, rows: 1 });
  const names = await learnCharsets(internalsOf(terminal), (data) => write(terminal, data));
  terminal.dispose();
  return names;
}

/**
 * What a terminal looks like after the output it was given. A query in the output is answered only when it is asked for.
 */
export class Screen {
  readonly #scrollback: number;
  readonly #terminal: Terminal;
  readonly #internals: Internals;
  readonly #unfinished = new UnfinishedSequence();
  readonly #lines: ScrolledLines;
  readonly #skimmer: Skimmer;
  readonly #keyboard: KeyboardFlags;
  /** Where the next byte is in the terminal's output. */
  #offset = 0;
  #isPieceOver = true;
  #isLineOver = true;
  /** The beginning of a character whose end is still to come. */
  #held: Uint8Array = new Uint8Array();

  /** `scrollback` is how many lines above the screen are kept, and drawn. */
  constructor(size: Size, scrollback: number = LIMITS.snapshotLines) {
    this.#scrollback = scrollback;
    this.#terminal = openTerminal(size, scrollback);
    this.#internals = internalsOf(this.#terminal);
    this.#keyboard = new KeyboardFlags(this.#terminal);
    this.#lines = new ScrolledLines(this.#internals);
    this.#skimmer = new Skimmer(this.#terminal, this.#internals, this.#lines);
  }

  get size(): Size {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** How many of the bytes written last are not part of what `draw` returns. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** Begins with what `draw` gave of another screen of this size. Its lines have been told of. */
  restore(drawn: string): void {
    this.#parse(new TextEncoder().encode(drawn));
    this.#lines.startOver();
  }

  /** `offset` is that of the first byte; left out, the bytes go on where the last ones ended. */
  write(bytes: Uint8Array, offset: number = this.#offset): void {
    if (offset !== this.#offset) this.#isPieceOver = true;
    this.#offset = offset;
    this.#skimmer.begin();
    for (let at = 0; at < bytes.length;) {
      if (this.#isLineOver) at = this.#skim(bytes, at);
      const to = this.#endOfPiece(bytes, at);
      if (this.#isPieceOver) this.#lines.at(this.#offset);
      this.#writePiece(bytes.subarray(at, to));
      this.#offset += to - at;
      this.#isLineOver = bytes[to - 1] === LINE_FEED;
      this.#isPieceOver = this.#isLineOver || this.#offset % PIECE_BYTES === 0;
      at = to;
    }
  }

  /** Passes over what need not be drawn, as the first thing of a piece. */
  #skim(bytes: Uint8Array, at: number): number {
    const to = this.#skimmer.skip(bytes, at, this.#offset);
    this.#offset += to - at;
    return to;
  }

  /** Pieces begin at the same offsets however output is cut, so that a line always gets the same one. */
  #endOfPiece(bytes: Uint8Array, at: number): number {
    const room = PIECE_BYTES - (this.#offset % PIECE_BYTES);
    const feed = bytes.indexOf(LINE_FEED, at);
    return Math.min(feed < 0 ? bytes.length : feed + 1, at + room, bytes.length);
  }

  /** Whole characters only: xterm.js 6.0.0 loses one that is cut behind a byte 0x80. */
  #writePiece(bytes: Uint8Array): void {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const complete = completeUtf8Length(all);
    this.#held = all.slice(complete);
    if (complete > 0) this.#parse(all.subarray(0, complete));
  }

  #parse(bytes: Uint8Array): void {
    const { _inputHandler: input } = this.#internals;
    input.parse(bytes);
    this.#unfinished.note(bytes, input._parser.currentState);
  }

  /** What the terminal answers here to a query that the output has just ended with; empty when nothing. */
  ask(query: string): string {
    const size = sizeReport(query, this.size);
    if (size !== null) return size;
    let answer = "";
    const listening = this.#terminal.onData((data) => (answer += data));
    this.#internals._inputHandler.parse(new TextEncoder().encode(query));
    listening.dispose();
    return answer;
  }

  /** Prints what is not part of the output. */
  reset(output: string): void {
    this.#lines.at(this.#offset);
    this.#parse(new TextEncoder().encode(output));
  }

  resize({ cols, rows }: Size): void {
    this.#lines.whileResizing(() => this.#terminal.resize(cols, rows));
  }

  /** Lines of text that left the screen since the last time. */
  takeLines(): PackedLines {
    return this.#lines.take();
  }

  /** The terminal is over: what is on the screen counts as scrolled off. */
  finish(): void {
    this.#lines.at(this.#offset);
    this.#lines.finish();
  }

  /**
   * Terminal output that turns an empty terminal of this size into an equal of this one. Scrollback is left out where
   * the drawing would become too long.
   */
  async draw(maxChars: number = MIRROR_LIMITS.drawnChars): Promise<string> {
    charsets ??= charsetNames();
    const names = await charsets;
    let drawn = "";
    for (const scrollback of [this.#scrollback, this.#scrollback >> 2, 0]) {
      drawn = drawScreen(this.#terminal, this.#internals, { charsets: names, scrollback, keyboard: this.#keyboard });
      if (drawn.length <= maxChars) break;
    }
    return drawn + this.#unfinished.text();
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
