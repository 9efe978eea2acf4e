import { completeUtf8Length, LIMITS } from "@pilothouse/contracts";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import xterm, { type Terminal } from "@xterm/headless";
import { type CharsetNames, learnCharsets } from "./charsets.ts";
import { mendCornerErase } from "./corner-erase.ts";
import { drawScreen } from "./draw-screen.ts";
import { type Internals, internalsOf } from "./internals.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import { UnfinishedSequence } from "./unfinished.ts";

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** xterm.js itself cuts what is longer than 128 KiB. */
const PIECE_BYTES = 64 * 1024;

/** A terminal without a display, with the options that viewers use too: they decide what ends up in which cell. */
export function openTerminal(size: Size, scrollback: number = LIMITS.snapshotLines): Terminal {
  const terminal = new xterm.Terminal({ ...size, scrollback, allowProposedApi: true, logLevel: "off" });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  mendCornerErase(terminal, internalsOf(terminal));
  return terminal;
}

const write = (terminal: Terminal, data: string | Uint8Array) => new Promise<void>((resolve) => terminal.write(data, resolve));

let charsets: Promise<CharsetNames> | undefined;

async function charsetNames(): Promise<CharsetNames> {
  const terminal = openTerminal({ cols: 2, rows: 1 });
  const names = await learnCharsets(internalsOf(terminal), (data) => write(terminal, data));
  terminal.dispose();
  return names;
}

/**
 * What a terminal looks like after the output it was given. Nobody reads what it would answer to a program's queries:
 * that is the viewers' part.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #internals: Internals;
  readonly #unfinished = new UnfinishedSequence();
  /** The beginning of a character whose end is still to come. */
  #held: Uint8Array = new Uint8Array();

  constructor(size: Size) {
    this.#terminal = openTerminal(size);
    this.#internals = internalsOf(this.#terminal);
  }

  get size(): Size {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** How many of the bytes written last are not part of what `draw` returns. */
  get heldBytes(): number {
    return this.#held.length;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) await this.#writePiece(bytes.subarray(at, at + PIECE_BYTES));
  }

  /** Whole characters only: xterm.js 6.0.0 loses one that is cut behind a byte 0x80. */
  async #writePiece(bytes: Uint8Array): Promise<void> {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const complete = completeUtf8Length(all);
    this.#held = all.slice(complete);
    const ready = all.subarray(0, complete);
    await write(this.#terminal, ready);
    this.#unfinished.note(ready, this.#internals._inputHandler._parser.currentState);
  }

  resize({ cols, rows }: Size): void {
    this.#terminal.resize(cols, rows);
  }

  /**
   * Terminal output that turns an empty terminal of this size into an equal of this one. Scrollback is left out where
   * the drawing would become too long.
   */
  async draw(maxChars: number = MIRROR_LIMITS.drawnChars): Promise<string> {
    charsets ??= charsetNames();
    const names = await charsets;
    let drawn = "";
    for (const scrollback of [LIMITS.snapshotLines, LIMITS.snapshotLines / 4, 0]) {
      drawn = drawScreen(this.#terminal, this.#internals, { charsets: names, scrollback });
      if (drawn.length <= maxChars) break;
    }
    return drawn + this.#unfinished.text();
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
