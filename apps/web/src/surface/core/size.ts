/** A size in cells. */
export interface Size {
  readonly cols: number;
  readonly rows: number;
}

export function sameSize(a: Size | null, b: Size | null): boolean {
  return a !== null && b !== null && a.cols === b.cols && a.rows === b.rows;
}
