import { TERMINAL_SIZE } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";

/** Throws a Fault `invalid` for a size that no terminal can have. */
export function checkSize({ cols, rows }: { readonly cols: number; readonly rows: number }): void {
  const { minCols, maxCols, minRows, maxRows } = TERMINAL_SIZE;
  const fits = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
  if (fits(cols, minCols, maxCols) && fits(rows, minRows, maxRows)) return;
  const range = `${minCols}x${minRows} to ${maxCols}x${maxRows}`;
  throw new Fault("invalid", `a terminal of ${cols}x${rows} is not possible; ${range} is`, { cols, rows });
}
