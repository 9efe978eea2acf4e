/** A place in a terminal's output. */
export interface Point {
  readonly epoch?: string;
  readonly offset: number;
}

/** Missed output up to here is drawn as it came; of more, the screen as it is now says all. */
export const CATCH_UP_BYTES = 1024 * 1024;

export interface Start {
  /** Where to attach; `undefined`: with the screen as it is now. */
  readonly from: Point | undefined;
  /** From this offset on output is live: what it wants done, such as a copy, was not done yet. */
  readonly liveFrom: number;
}

interface Known {
  /** This page made the terminal and has shown nothing of it. */
  readonly fresh: boolean;
  /** How far this page has drawn it. */
  readonly drawn: Required<Point> | null;
  /** Where its output ends now; `null` when that could not be asked. */
  readonly end: Required<Point> | null;
}

/** How to attach: from the first byte, where this page left off, or with the screen as it is now. */
export function startOf({ fresh, drawn, end }: Known): Start {
  if (fresh) return { from: { offset: 0 }, liveFrom: 0 };
  const liveFrom = end ? end.offset : Number.POSITIVE_INFINITY;
  const resumable = drawn !== null && end !== null && drawn.epoch === end.epoch && end.offset - drawn.offset <= CATCH_UP_BYTES;
  return { from: resumable ? drawn : undefined, liveFrom };
}
