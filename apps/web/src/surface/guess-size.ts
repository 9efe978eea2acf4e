import { TERMINAL_SIZE } from "@pilothouse/contracts";

interface Room {
  /** Pixels of the window. */
  width: number;
  height: number;
  fontSize: number;
}

/** The rail and the scroll bar, beside the cells. */
const BESIDE_PX = 210;
/** The bar above the cells. */
const ABOVE_PX = 48;
/** What the common monospace fonts measure, in units of the font size. */
const CELL = { width: 0.6, height: 1.2 };
const PHONE_PX = 640;

/** About how many cells the window will show, for a program that starts before its page is there. */
export function guessSize({ width, height, fontSize }: Room): { cols: number; rows: number } {
  const room = width < PHONE_PX ? width - 16 : width - BESIDE_PX;
  return clampSize({
    cols: Math.floor(room / (fontSize * CELL.width)),
    rows: Math.floor((height - ABOVE_PX) / (fontSize * CELL.height)),
  });
}

/** Smallest size a program is ever asked to draw in. */
const SMALLEST = { cols: 20, rows: 5 };

/** A size that programs can work with and the server takes. */
export function clampSize({ cols, rows }: { cols: number; rows: number }): { cols: number; rows: number } {
  return {
    cols: Math.min(TERMINAL_SIZE.maxCols, Math.max(SMALLEST.cols, cols)),
    rows: Math.min(TERMINAL_SIZE.maxRows, Math.max(SMALLEST.rows, rows)),
  };
}
