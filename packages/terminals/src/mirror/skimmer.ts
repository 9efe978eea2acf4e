import type { Terminal } from "@xterm/headless";
import { hasDefaultTabs } from "./draw-screen.ts";
import type { Internals } from "./internals.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import type { ScrolledLines } from "./scrolled-lines.ts";
import { findSkim, penAt } from "./skim.ts";
import { SkimmedLines } from "./skimmed-lines.ts";

const GROUND = 0;

/**
 * Passes over output of a flood that will have scrolled out of everything that is kept, as long as it is plain text: it
 * is not drawn, only read for its lines. The screen ends up exactly as if all of it had been drawn.
 */
export class Skimmer {
  readonly #terminal: Terminal;
  readonly #internals: Internals;
  readonly #lines: ScrolledLines;
  /** Before this place in the output there is nothing to skip. */
  #notBefore = 0;

  constructor(terminal: Terminal, internals: Internals, lines: ScrolledLines) {
    this.#terminal = terminal;
    this.#internals = internals;
    this.#lines = lines;
  }

  /** Other output comes. */
  begin(): void {
    this.#notBefore = 0;
  }

  get #scrollback(): number {
    return this.#terminal.options.scrollback ?? 0;
  }

  /** Passes over what it can of `bytes` from `at` on, whose offset is given; returns where to go on. */
  skip(bytes: Uint8Array, at: number, offset: number): number {
    if (at < this.#notBefore || bytes.length - at < MIRROR_LIMITS.skimBytes) return at;
    if (!this.#isPlain()) {
      this.#notBefore = at + MIRROR_LIMITS.skimStepBytes;
      return at;
    }
    const { rows } = this.#terminal;
    const { end, cut } = findSkim(bytes, at, { kept: this.#scrollback + rows, min: rows });
    this.#notBefore = Math.max(end, at + 1);
    if (cut < 0) return at;
    this.#pass(bytes, { from: at, to: cut, offset });
    return cut;
  }

  #pass(bytes: Uint8Array, { from, to, offset }: { from: number; to: number; offset: number }): void {
    const { cols, rows } = this.#terminal;
    const skipped = Buffer.from(bytes.buffer, bytes.byteOffset + from, to + 2 - from);
    const lines = this.#lines;
    lines.at(offset);
    lines.leaveScreen();
    SkimmedLines.read(lines.packer, { bytes: skipped, offset, cols, rows });
    lines.at(offset + to - from);
    lines.packer.placeAll();
    const { _inputHandler: input } = this.#internals;
    input.parse(Buffer.from(`\x1b[${rows}H`));
    input.parse(penAt(bytes, from, to));
  }

  /** Is the cursor at the beginning of a last row where text does nothing but fill rows and scroll? */
  #isPlain(): boolean {
    const { buffers, coreService, _charsetService: charsets, _inputHandler: input } = this.#internals;
    const { normal, active } = buffers;
    const { rows, cols } = this.#terminal;
    const { wraparound, reverseWraparound, origin } = coreService.decPrivateModes;
    const isAtEnd = active === normal && normal.x === 0 && normal.y === rows - 1;
    const isWhole = normal.scrollTop === 0 && normal.scrollBottom === rows - 1 && hasDefaultTabs(normal, cols);
    const isUsual = wraparound && !reverseWraparound && !origin && !coreService.modes.insertMode;
    const isLatin = charsets.glevel === 0 && charsets.charset === undefined && !this.#terminal.options.convertEol;
    const isBetween = input._parser.currentState === GROUND && input._curAttrData.extended.urlId === 0;
    return isAtEnd && isWhole && isUsual && isLatin && isBetween;
  }
}
