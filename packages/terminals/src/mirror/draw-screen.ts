import type { Terminal } from "@xterm/headless";
import { type CharsetNames, drawCharsets, useCharset } from "./charsets.ts";
import { drawModes } from "./draw-modes.ts";
import { drawRows } from "./draw-rows.ts";
import { type Cell, type Internals, type ScreenBuffer, spareCell } from "./internals.ts";
import type { KeyboardFlags } from "./keyboard-flags.ts";
import { Pen } from "./pen.ts";

const TAB_WIDTH = 8;

const move = (x: number, y: number) => `\x1b[${y + 1};${x + 1}H`;

export function hasDefaultTabs({ tabs }: ScreenBuffer, cols: number): boolean {
  for (let at = 0; at < cols; at += 1) if (Boolean(tabs[at]) !== (at % TAB_WIDTH === 0)) return false;
  return true;
}

function drawTabs(buffer: ScreenBuffer, cols: number): string {
  if (hasDefaultTabs(buffer, cols)) return "";
  const { tabs } = buffer;
  const columns = Array.from({ length: cols }, (_, at) => at);
  return `\x1b[3g${columns.map((at) => (tabs[at] ? `\x1b[${at + 1}G\x1bH` : "")).join("")}`;
}

interface Drawing {
  readonly internals: Internals;
  readonly size: { readonly cols: number; readonly rows: number; readonly scrollback: number };
  readonly pen: Pen;
  readonly charsets: CharsetNames;
}

function drawSavedCursor({ size, pen, charsets }: Drawing, buffer: ScreenBuffer): string {
  const { savedX, savedCurAttrData: attributes, savedCharset } = buffer;
  const y = Math.min(Math.max(buffer.savedY - buffer.ybase, 0), size.rows - 1);
  if (savedX === 0 && y === 0 && attributes.fg === 0 && attributes.bg === 0 && !savedCharset) return "";
  const at = move(Math.min(savedX, size.cols - 1), y) + pen.adopt(attributes);
  if (!savedCharset) return `${at}\x1b7`;
  return `${at}${useCharset(savedCharset, charsets)}\x1b7${useCharset(undefined, charsets)}`;
}

/** Rows and what belongs to this buffer alone; the cursor may be anywhere afterwards. */
function drawBuffer(drawing: Drawing, buffer: ScreenBuffer): string {
  const { size, pen } = drawing;
  const region =
    buffer.scrollTop === 0 && buffer.scrollBottom === size.rows - 1
      ? ""
      : `\x1b[${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r`;
  const rows = drawRows(buffer, size, pen);
  return rows + drawTabs(buffer, size.cols) + drawSavedCursor(drawing, buffer) + region;
}

/** The cell that ends at the cursor. */
function cellBefore(buffer: ScreenBuffer, cols: number): { cell: Cell; x: number } | null {
  const line = buffer.lines.get(buffer.ybase + buffer.y);
  let x = Math.min(buffer.x, cols) - 1;
  if (!line || x < 0) return null;
  const cell = line.loadCell(x, spareCell(buffer));
  if (x > 0 && cell.getWidth() === 0 && cell.getChars() === "") line.loadCell((x -= 1), cell);
  return { cell, x };
}

/** Was this the last thing that was printed? Not so where a resize has pushed the cursor back since. */
function wasPrinted(
  { cell, x }: { cell: Cell; x: number },
  { x: cursor }: ScreenBuffer,
  input: Internals["_inputHandler"],
): boolean {
  const { fg, bg } = input._curAttrData;
  const ends = x + Math.max(cell.getWidth(), 1) === cursor && cell.fg === fg && cell.bg === bg;
  return ends && cell.getChars() !== "" && input._parser.precedingJoinState !== 0;
}

/**
 * Puts the cursor where it is, then switches everything else. A cursor behind the last column, or one whose last
 * character may still be joined by a mark, got there by printing, so that character is printed again.
 */
function drawCursor(drawing: Drawing, options: { convertEol: boolean }): string {
  const { internals, size, pen } = drawing;
  const { buffers, coreService, _inputHandler: input } = internals;
  const buffer = buffers.active;
  const originRow = coreService.decPrivateModes.origin ? buffer.scrollTop : 0;
  const before = cellBefore(buffer, size.cols);
  const to = (x: number) => move(Math.min(x, size.cols - 1), buffer.y - originRow);

  const switches = () =>
    pen.adopt(input._curAttrData) + drawCharsets(internals, drawing.charsets) + drawModes(internals, options);
  if (before && wasPrinted(before, buffer, input)) {
    // In insert mode printing pushes the rest of the line right, so room is made for it.
    const room = coreService.modes.insertMode ? `\x1b[${Math.max(before.cell.getWidth(), 1)}P` : "";
    return switches() + to(before.x) + room + before.cell.getChars();
  }
  if (buffer.x < size.cols || before === null) return to(buffer.x) + switches();
  return to(before.x) + pen.use(before.cell) + (before.cell.getChars() || " ") + switches();
}

/** Terminal output that turns an empty terminal of the same size into an equal of this one, but for older scrollback. */
export function drawScreen(
  terminal: Terminal,
  internals: Internals,
  options: { readonly charsets: CharsetNames; readonly scrollback: number; readonly keyboard: KeyboardFlags },
): string {
  const { charsets, scrollback, keyboard } = options;
  const size = { cols: terminal.cols, rows: terminal.rows, scrollback };
  const pen = new Pen(internals._oscLinkService);
  const drawing: Drawing = { internals, size, pen, charsets };
  const { buffers, coreService, _inputHandler: input } = internals;
  const title = input._windowTitle === "" ? "" : `\x1b]2;${input._windowTitle}\x1b\\`;
  const normal = drawBuffer(drawing, buffers.normal) + keyboard.draw("normal");
  const toAlternate = () => `${pen.plain()}\x1b[?47h\x1b[H${keyboard.draw("alternate")}`;
  const alternate = buffers.active === buffers.alt ? toAlternate() + drawBuffer(drawing, buffers.alt) : "";
  const origin = coreService.decPrivateModes.origin ? "\x1b[?6h" : "";
  return title + normal + alternate + origin + drawCursor(drawing, { convertEol: terminal.options.convertEol ?? false });
}
