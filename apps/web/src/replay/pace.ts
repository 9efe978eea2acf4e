/** A pause longer than this is idle time ... */
const IDLE_MS = 2_000;
/** ... of which so much is left when it is skipped. */
const LEFT_MS = 300;
/** After a page was hidden or the machine slept, playing goes on where it was. */
const LONGEST_FRAME_MS = 250;

export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;

interface Moment {
  /** The recording's time that is shown. */
  readonly at: number;
  /** When the next thing happens in it. */
  readonly nextAt: number;
  /** How long the last frame took, in real milliseconds. */
  readonly frameMs: number;
  readonly speed: number;
  readonly skipIdle: boolean;
}

/** The recording's time one frame later. */
export function timeAfter({ at, nextAt, frameMs, speed, skipIdle }: Moment): number {
  const from = skipIdle && nextAt - at > IDLE_MS ? nextAt - LEFT_MS : at;
  return from + Math.min(frameMs, LONGEST_FRAME_MS) * speed;
}

/** The next higher or lower speed; the same at either end. */
export function otherSpeed(speed: number, by: 1 | -1): number {
  const at = SPEEDS.findIndex((each) => each === speed);
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))] ?? speed;
}
