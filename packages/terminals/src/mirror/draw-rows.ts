import { type Cell, type Line, type ScreenBuffer, spareCell } from "./internals.ts";
import { isErased, type Pen } from "./pen.ts";

/** A blank that is two cells wide. */
const WIDE = "\u3000";

const column = (at: number) => `\x1b[${at + 1}G`;

/**
 * Draws the rows of a buffer, at most `scrollback` lines and then the screen, from the top left of an empty one.
 * Afterwards the terminal has the same cells, erased ones included, and the same wrapped lines. (With a single row
 * there is no way back to a wrapped line: erased cells at its end come out as blanks.)
 */
export function drawRows(
  buffer: ScreenBuffer,
  size: { readonly cols: number; readonly rows: number; readonly scrollback: number },
  pen: Pen,
): string {
  const painter = new RowPainter(size.cols, spareCell(buffer), pen);
  const first = Math.max(0, buffer.ybase - size.scrollback);
  if (buffer.lines.get(first)?.isWrapped && size.rows > 1) painter.beginWrapped();
  for (let row = first; row < buffer.lines.length; row += 1) {
    const line = buffer.lines.get(row);
    if (!line) continue;
    painter.paint(line, 0, size.cols);
    if (row + 1 === buffer.lines.length) break;
    if (buffer.lines.get(row + 1)?.isWrapped) painter.wrap(line);
    else painter.newLine();
  }
  return painter.text();
}

class RowPainter {
  readonly #cols: number;
  readonly #cell: Cell;
  readonly #pen: Pen;
  #out: string[] = [];
  /** Empty cells between the cursor and the next thing to draw. */
  #skipped = 0;
  /** The last column was printed, so the next character wraps. */
  #atEdge = false;

  constructor(cols: number, cell: Cell, pen: Pen) {
    this.#cols = cols;
    this.#cell = cell;
    this.#pen = pen;
  }

  text(): string {
    return this.#out.join("") + this.#pen.plain();
  }

  /** Makes the top row one that continues a row which is no longer there. */
  beginWrapped(): void {
    this.#out.push(" ".repeat(this.#cols + 1), "\r\x1b[X", "\x1b[H\x1b[M");
  }

  /** Plain, because the row that scrolls in takes the background. */
  newLine(): void {
    this.#out.push(this.#pen.plain(), "\r\n");
  }

  /** Draws the cells from `from` up to `to`; the cursor is at `from`. */
  paint(line: Line, from: number, to: number): void {
    this.#skipped = 0;
    this.#atEdge = false;
    for (let at = from; at < to;) at += this.#paintCell(line, at);
  }

  /** Goes to the next row as a character does that finds no room in this one. */
  wrap(line: Line): void {
    if (this.#atEdge) {
      this.#out.push(this.#pen.plain(), " \r\x1b[X");
      return;
    }
    this.#out.push(this.#pen.plain(), column(this.#cols - 1), "  \r\x1b[X", "\x1b[A");
    const last = this.#startOf(line, this.#cols - 1);
    this.#out.push(column(last), "\x1b[X");
    this.paint(line, last, this.#cols);
    this.#out.push(this.#pen.plain(), "\r\x1b[B");
  }

  /** Where the character begins that covers this cell. */
  #startOf(line: Line, at: number): number {
    const cell = line.loadCell(at, this.#cell);
    return at > 0 && cell.getWidth() === 0 && cell.getChars() === "" ? at - 1 : at;
  }

  /** Returns how many cells it dealt with. */
  #paintCell(line: Line, at: number): number {
    const cell = line.loadCell(at, this.#cell);
    const chars = cell.getChars();
    if (chars === "") return this.#paintEmpty(line, cell, at);
    const width = cell.getWidth();
    // Half of a wide character, cut off by a narrower size: nothing can draw it.
    if (at + width > this.#cols) return 1;
    this.#catchUp();
    this.#out.push(this.#pen.use(cell));
    // A mark without a base would join the character before it, were they not kept apart.
    if (width === 0) this.#out.push(column(at));
    this.#out.push(chars);
    this.#atEdge = at + width === this.#cols;
    return Math.max(width, 1);
  }

  #paintEmpty(line: Line, cell: Cell, at: number): number {
    if (cell.fg === 0 && cell.bg === 0) {
      this.#skipped += 1;
      return 1;
    }
    if (!isErased(cell)) return this.#paintStyledEmpty(line, at);
    const { bg } = cell;
    let end = at + 1;
    while (end < this.#cols && this.#isErasedAlike(line, end, bg)) end += 1;
    this.#catchUp();
    this.#out.push(this.#pen.use(line.loadCell(at, this.#cell)), `\x1b[${end - at}X`);
    this.#skipped = end - at;
    return end - at;
  }

  #isErasedAlike(line: Line, at: number, bg: number): boolean {
    const cell = line.loadCell(at, this.#cell);
    return cell.getChars() === "" && cell.fg === 0 && cell.bg === bg && cell.getWidth() === 1;
  }

  /**
   * An empty cell with more than a background is what is left of a wide character of which half was overwritten, so one
   * is drawn and half of it overwritten.
   */
  #paintStyledEmpty(line: Line, at: number): number {
    const pen = this.#pen.use(line.loadCell(at, this.#cell));
    if (at + 1 < this.#cols) {
      this.#out.push(pen, column(at), WIDE, column(at + 1), " ", this.#pen.plain(), column(at + 1), "\x1b[X");
      this.#skipped = 0;
      return 1;
    }
    this.#out.push(pen, column(at - 1), WIDE, column(at - 1), " ");
    const before = this.#startOf(line, at - 1);
    this.#out.push(this.#pen.plain(), column(before), `\x1b[${at - before}X`);
    this.paint(line, before, at);
    this.#atEdge = false;
    return 1;
  }

  #catchUp(): void {
    if (this.#skipped > 0) this.#out.push(`\x1b[${this.#skipped}C`);
    this.#skipped = 0;
  }
}
