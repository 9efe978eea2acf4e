/** A size in cells. */
export interface Size {
  readonly cols: number;
  readonly rows: number;
}

export function sameSize(a: Size | null, b: Size | null): boolean {
  return a !== null && b !== null && a.cols === b.cols && a.rows === b.rows;
}

/** What may change who decides a terminal's size and answers its queries. */
export type DriverEvent =
  | { readonly type: "activity" }
  | { readonly type: "another-drives" }
  | { readonly type: "asked"; readonly size: Size }
  | { readonly type: "resized"; readonly size: Size };

export interface Driver {
  /** Whether this view decides the size and answers queries. */
  readonly driving: boolean;
  /** The size this view asked for last. */
  readonly asked: Size | null;
  /** The program has seen that size. Until then other sizes are from before. */
  readonly confirmed: boolean;
}

export const NOT_DRIVING: Driver = { driving: false, asked: null, confirmed: false };

/**
 * Of several people (or windows) on one terminal the one that was active last drives. A size that this view did not ask
 * for means that another one does; any activity here takes the wheel back.
 */
export function drive(driver: Driver, event: DriverEvent): Driver {
  switch (event.type) {
    case "activity":
      return driver.driving ? driver : { ...driver, driving: true };
    case "another-drives":
      return driver.driving ? { ...driver, driving: false } : driver;
    case "asked":
      return { driving: true, asked: event.size, confirmed: false };
    case "resized":
      break;
  }
  if (sameSize(driver.asked, event.size)) return { ...driver, confirmed: true };
  return driver.confirmed ? { ...driver, driving: false } : driver;
}
