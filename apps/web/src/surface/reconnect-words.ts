import { duration } from "../time/relative.ts";

interface Outage {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
  /** Characters typed since. */
  readonly waiting: number;
}

/** What is true of a terminal whose line is down: since when, what goes on, what happens to typed keys. */
export function reconnectWords({ since, now, waiting }: Outage): { headline: string; detail: string } {
  const typed = waiting === 1 ? "1 character waits" : `${waiting} characters wait`;
  return {
    headline: `Connection lost ${duration(Math.max(0, now - since))} ago.`,
    detail:
      "The program does not need this page and goes on; this is its screen from before. Trying to connect again. " +
      (waiting > 0 ? `${typed} to be sent then.` : "What you type is sent then."),
  };
}
