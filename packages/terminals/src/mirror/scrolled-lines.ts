import { LinePacker } from "../line-packer.ts";
import type { PackedLines } from "../packed-lines.ts";
import { type Internals, type Line, type ScreenBuffer, spareCell } from "./internals.ts";
import { MIRROR_LIMITS } from "./limits.ts";

/** The text of a row; where a wide character found no room at its end, nothing stands for the gap. */
export function textOf(line: Line, buffer: ScreenBuffer, continues: boolean): string {
  if (!continues) return line.translateToString(true);
  const text = line.translateToString(false);
  const last = line.loadCell(line.length - 1, spareCell(buffer));
  return last.getChars() === "" && last.getWidth() === 1 ? text.slice(0, -1) : text;
}

/**
 * Collects the lines of text that leave the top of the normal screen, as people read them: wrapped rows are one line,
 * blank lines and repetitions of the line before are left out.
 */
export class ScrolledLines {
  /** What is not drawn is told here by itself. */
  readonly packer = new LinePacker();
  readonly #internals: Internals;
  #buffer: ScreenBuffer;
  #stopCounting: () => void = () => undefined;
  /** Rows that have fallen out of the scrollback. */
  #trimmed = 0;
  /** Rows that have left the screen, those that fell out of the scrollback included. */
  #left = 0;
  /** Rows up to this one have been told already, as output that was not drawn. */
  #told = 0;
  /** The beginning of a line whose end is still on the screen. */
  #begun = "";

  constructor(internals: Internals) {
    this.#internals = internals;
    this.#buffer = internals.buffers.normal;
    internals._bufferService.onScroll(() => this.#note());
    this.#startOver();
  }

  /** Output from this offset on comes next. */
  at(offset: number): void {
    this.packer.at(offset);
  }

  /** Lines since the last time, in order. */
  take(): PackedLines {
    return this.packer.take();
  }

  /** What is above the screen now has been seen, such as after a drawing. */
  startOver(): void {
    this.#startOver();
    this.packer.take();
  }

  /** Changes the size; rows that leave the screen by it are noted. */
  whileResizing(resize: () => void): void {
    const top = this.#buffer.addMarker(this.#buffer.ybase);
    resize();
    const from = top.isDisposed ? this.#buffer.ybase : top.line;
    top.dispose();
    this.#begun = this.#beginningOf(Math.min(from, this.#buffer.ybase));
    for (let row = from; row < this.#buffer.ybase; row += 1) this.#leave(row);
    this.#left = this.#buffer.ybase + this.#trimmed;
  }

  /** The screen's lines leave it: output follows that moves all of them away and is told by itself. */
  leaveScreen(): void {
    const { normal } = this.#internals.buffers;
    for (let row = normal.ybase; row < normal.lines.length; row += 1) this.#leave(row);
    this.#begun = "";
    this.#told = normal.lines.length + this.#trimmed;
  }

  /** Notes what is on the screen as well, because nothing will move it any more. */
  finish(): void {
    const { alt, active } = this.#internals.buffers;
    this.leaveScreen();
    if (active !== alt) return;
    for (let row = 0; row < alt.lines.length; row += 1) this.packer.add(alt.lines.get(row)?.translateToString(true) ?? "");
  }

  #startOver(): void {
    this.#stopCounting();
    this.#buffer = this.#internals.buffers.normal;
    this.#trimmed = 0;
    this.#left = this.#buffer.ybase;
    this.#told = 0;
    this.#begun = this.#beginningOf(this.#buffer.ybase);
    const counting = this.#buffer.lines.onTrim((amount) => {
      this.#trimmed += amount;
    });
    this.#stopCounting = () => counting.dispose();
  }

  /** Called after each scroll, and when another buffer came to the front. */
  #note(): void {
    // A reset makes new buffers.
    if (this.#buffer !== this.#internals.buffers.normal) return this.#startOver();
    const left = this.#buffer.ybase + this.#trimmed;
    for (let row = Math.max(this.#left, this.#told); row < left; row += 1) this.#leave(row - this.#trimmed);
    this.#left = left;
  }

  #leave(row: number): void {
    const line = this.#buffer.lines.get(row);
    if (!line) return;
    const continues = this.#buffer.lines.get(row + 1)?.isWrapped ?? false;
    const text = this.#begun + textOf(line, this.#buffer, continues);
    const isCut = text.length >= MIRROR_LIMITS.lineChars;
    this.#begun = continues && !isCut ? text : "";
    if (!continues || isCut) this.packer.add(text.trimEnd());
  }

  /** The text above `row` that belongs to the same line. */
  #beginningOf(row: number): string {
    let text = "";
    for (let at = row; this.#buffer.lines.get(at)?.isWrapped && text.length < MIRROR_LIMITS.lineChars; at -= 1) {
      const above = this.#buffer.lines.get(at - 1);
      if (!above) break;
      text = textOf(above, this.#buffer, true) + text;
    }
    return text;
  }
}
