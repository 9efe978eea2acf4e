import { isKind } from "../api/fault.ts";

/** A subscription that was refused is tried again after so long, in milliseconds. */
const AGAIN_MS = 5_000;

/** Begins a subscription; returns the way to end it. */
type Subscribe = (onError: (error: unknown) => void) => () => void;

/**
 * Keeps a subscription until the returned function is called. One that ended with an error is begun again, at once where only
 * the sign-in had ended and `renew` could renew it.
 */
export function keepFollowing(subscribe: Subscribe, renew: () => Promise<boolean>): () => void {
  let stopped = false;
  let stop: () => void = () => undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    if (!stopped) stop = subscribe((error) => void recover(error));
  };
  const recover = async (error: unknown): Promise<void> => {
    if (await renewedFor(error, renew)) follow();
    else again = setTimeout(follow, AGAIN_MS);
  };
  follow();
  return () => {
    stopped = true;
    clearTimeout(again);
    stop();
  };
}

/** Whether a sign-in that had ended was renewed. Where that fails now, it works in a while, or the sign-in page comes. */
async function renewedFor(error: unknown, renew: () => Promise<boolean>): Promise<boolean> {
  if (!isKind(error, "unauthenticated")) return false;
  try {
    return await renew();
  } catch {
    return false;
  }
}
