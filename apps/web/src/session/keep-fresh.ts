import type { Session } from "./session.ts";

/** Well below the margin of `fresh`, also where browsers slow down the timers of hidden pages. */
const EVERY_MS = 20_000;

/** Renews the sign-in in time while the page is open, so that a socket that connects again brings a good cookie. */
export function keepFresh(session: Session): void {
  const check = (): void => {
    if (session.state.get().status !== "signed-in") return;
    session.fresh().catch(() => {
      // The server is away: the next check, or the next call, tries again.
    });
  };
  setInterval(check, EVERY_MS);
  addEventListener("online", check);
  document.addEventListener("visibilitychange", check);
}
