const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago `at` was, in few words: `just now`, `4 min ago`, `in 2 d`. Times are milliseconds since 1970. */
export function relativeTime(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 10 * SECOND) return "just now";
  const words = duration(distance);
  return at <= now ? `${words} ago` : `in ${words}`;
}

/** A length of time in its largest whole unit: `12 s`, `4 min`, `3 h`, `9 d`. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

// Made once: making one takes longer than all else that a row of a list needs.
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

/** Date and time in the viewer's language and zone. */
export function exactTime(at: number): string {
  return EXACT.format(at);
}

/** The time of day in the viewer's language and zone. */
export function clockTime(at: number): string {
  return CLOCK.format(at);
}
